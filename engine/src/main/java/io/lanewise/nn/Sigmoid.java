package io.lanewise.nn;

import io.lanewise.Tensor;

/// 1 / (1 + e⁻ˣ)
public final class Sigmoid implements Layer {
  /// The layer; it has no options.
  public Sigmoid() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.sigmoid();
  }

  @Override
  public String toString() {
    return "Sigmoid";
  }
}
