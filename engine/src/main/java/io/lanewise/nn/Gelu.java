package io.lanewise.nn;

import io.lanewise.Tensor;

/// x·Φ(x), Φ the normal distribution
public final class Gelu implements Layer {
  /// The layer; it has no options.
  public Gelu() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.gelu();
  }

  @Override
  public String toString() {
    return "Gelu";
  }
}
