package io.lanewise;

import io.lanewise.op.Elementwise;

/// Losses that are the mean of an elementwise one.
final class MeanLoss {
  private MeanLoss() {}

  /// The loss that is called `name` where people use it. Predictions and targets must have one
  /// shape: broadcasting [n,1] against [n] would compare every prediction with every target, in
  /// silence.
  static Tensor of(String name, Elementwise loss, Tensor predictions, Tensor targets) {
    if (!predictions.shape().equals(targets.shape())) {
      throw new IllegalArgumentException(
          name
              + " of predictions "
              + predictions.shape()
              + " with targets "
              + targets.shape()
              + ": the shapes have to be the same; reshape the targets?");
    }
    return predictions.apply(loss, targets).mean();
  }
}
