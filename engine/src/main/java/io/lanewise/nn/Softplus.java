package io.lanewise.nn;

import io.lanewise.Tensor;

/// ln(1 + eˣ)
public final class Softplus implements Layer {
  /// The layer; it has no options.
  public Softplus() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.softplus();
  }

  @Override
  public String toString() {
    return "Softplus";
  }
}
