package io.lanewise.nn;

import io.lanewise.Tensor;

/// Every axis but the batch as one: `[batch, a, b, …]` becomes `[batch, a·b·…]`, and `[batch]`
/// becomes `[batch, 1]`.
public record Flatten() implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return switch (input.rank()) {
      case 0 ->
          throw new IllegalArgumentException(
              "Flatten of an input []: it has no batch axis; unsqueeze(0) gives it one");
      case 1 -> input.unsqueeze(1);
      default -> input.flatten(1);
    };
  }

  @Override
  public String toString() {
    return "Flatten";
  }
}
