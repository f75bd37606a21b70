package io.lanewise.nn;

import io.lanewise.Tensor;

/// ln(1 + eˣ)
public record Softplus() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.softplus();
  }

  @Override
  public String toString() {
    return "Softplus";
  }
}
