package io.lanewise.nn;

import io.lanewise.Tensor;

/// max(x, 0)
public record Relu() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.relu();
  }

  @Override
  public String toString() {
    return "Relu";
  }
}
