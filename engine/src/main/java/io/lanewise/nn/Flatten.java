package io.lanewise.nn;

import io.lanewise.Tensor;

/// Every axis but the batch as one: [batch, a, b, …] becomes [batch, a·b·…].
public final class Flatten implements Layer {
  /// The layer; it has no options.
  public Flatten() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.rank() < 2 ? input.unsqueeze(-1) : input.flatten(1);
  }

  @Override
  public String toString() {
    return "Flatten";
  }
}
