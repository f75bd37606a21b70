package io.lanewise.nn;

import io.lanewise.Tensor;

/// x·Φ(x), Φ the normal distribution
public record Gelu() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.gelu();
  }

  @Override
  public String toString() {
    return "Gelu";
  }
}
