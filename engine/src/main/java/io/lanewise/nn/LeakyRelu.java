package io.lanewise.nn;

import io.lanewise.Tensor;

/// x where x > 0, else slope·x
///
/// @param slope the slope for negative x
public record LeakyRelu(double slope) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return input.leakyRelu(slope);
  }

  /// `LeakyRelu(0.01)`
  @Override
  public String toString() {
    return "LeakyRelu(" + slope + ")";
  }
}
