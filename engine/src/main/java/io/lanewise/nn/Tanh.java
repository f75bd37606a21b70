package io.lanewise.nn;

import io.lanewise.Tensor;

/// tanh x
public record Tanh() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.tanh();
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
