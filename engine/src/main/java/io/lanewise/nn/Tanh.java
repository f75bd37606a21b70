package io.lanewise.nn;

import io.lanewise.Tensor;

/// tanh x
public final class Tanh implements Layer {
  /// The layer; it has no options.
  public Tanh() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.tanh();
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
