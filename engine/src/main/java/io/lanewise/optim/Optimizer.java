package io.lanewise.optim;

/// Changes parameters by their gradients.
public interface Optimizer {
  /// One update, from the gradients as they stand. Allocates nothing.
  void step();

  /// Sets the learning rate of every group, from the next step on.
  ///
  /// @throws IllegalArgumentException if it is negative or not finite
  void learningRate(double rate);
}
