package io.lanewise.nn;

import io.lanewise.Tensor;

/// 1 / (1 + e⁻ˣ)
public record Sigmoid() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.sigmoid();
  }

  @Override
  public String toString() {
    return "Sigmoid";
  }
}
