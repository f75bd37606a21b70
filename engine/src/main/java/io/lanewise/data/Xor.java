package io.lanewise.data;

import io.lanewise.random.Philox;

/// Four clusters at (±1, ±1): class 0 where the signs agree, class 1 where they differ. The
/// classical problem that no linear model solves.
///
/// Points lie around their centre with the same normal deviation on both axes. Four consecutive
/// examples visit (1, 1), (1, −1), (−1, −1), (−1, 1), so example i is of class i mod 2; it depends
/// on the seed and i alone.
public final class Xor {
  private Xor() {}

  /// Deviation 0.3.
  ///
  /// @throws IllegalArgumentException if `examples` is negative
  public static Dataset generate(int examples, long seed) {
    return generate(examples, 0.3, seed);
  }

  /// @param deviation the standard deviation around a centre, on each axis
  /// @throws IllegalArgumentException if `examples` or `deviation` is negative
  public static Dataset generate(int examples, double deviation, long seed) {
    double[] points = Plane.points("xor", examples, 2, deviation);
    for (int i = 0; i < examples; i++) {
      points[2 * i] = (i & 2) == 0 ? 1 : -1;
      points[2 * i + 1] = (i & 1) == (i >> 1 & 1) ? 1 : -1;
    }
    return Plane.scatter(points, 2, deviation, new Philox(seed, Streams.XOR));
  }
}
