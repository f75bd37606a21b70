package io.lanewise.nn;

import io.lanewise.Tensor;

/// x·sigmoid(x)
public record Silu() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.silu();
  }

  @Override
  public String toString() {
    return "Silu";
  }
}
