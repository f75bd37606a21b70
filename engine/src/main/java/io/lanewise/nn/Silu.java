package io.lanewise.nn;

import io.lanewise.Tensor;

/// x·sigmoid(x)
public final class Silu implements Layer {
  /// The layer; it has no options.
  public Silu() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.silu();
  }

  @Override
  public String toString() {
    return "Silu";
  }
}
