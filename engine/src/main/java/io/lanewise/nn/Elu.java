package io.lanewise.nn;

import io.lanewise.Tensor;

/// x where x > 0, else α(eˣ − 1)
///
/// @param alpha α, the limit for x → −∞ with its sign changed
public record Elu(double alpha) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.elu(alpha);
  }

  /// `Elu(1.0)`
  @Override
  public String toString() {
    return "Elu(" + alpha + ")";
  }
}
