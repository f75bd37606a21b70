package io.lanewise.nn;

import io.lanewise.Tensor;

/// max(x, 0)
public final class Relu implements Layer {
  /// The layer; it has no options.
  public Relu() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.relu();
  }

  @Override
  public String toString() {
    return "Relu";
  }
}
