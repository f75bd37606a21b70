package io.lanewise.data;

import io.lanewise.random.Philox;

/// Two interleaved half circles: no straight line tells them apart.
///
/// With t uniform on [0, π), class 0 is the upper half circle (cos t, sin t) and class 1 the lower
/// one (1 − cos t, ½ − sin t), both with normal noise. Example i is of class i mod 2 and depends on
/// the seed and i alone.
public final class Moons {
  private Moons() {}

  /// Noise of deviation 0.1.
  ///
  /// @throws IllegalArgumentException if `examples` is negative
  public static Dataset generate(int examples, long seed) {
    return generate(examples, 0.1, seed);
  }

  /// @param noise the standard deviation of the noise on each axis
  /// @throws IllegalArgumentException if `examples` or `noise` is negative
  public static Dataset generate(int examples, double noise, long seed) {
    double[] points = Plane.points("moons", examples, 2, noise);
    Philox place = new Philox(seed, Streams.MOONS);
    for (int i = 0; i < examples; i++) {
      double t = StrictMath.PI * place.uniform(i);
      double x = StrictMath.cos(t);
      double y = StrictMath.sin(t);
      points[2 * i] = i % 2 == 0 ? x : 1 - x;
      points[2 * i + 1] = i % 2 == 0 ? y : 0.5 - y;
    }
    return Plane.scatter(points, 2, noise, new Philox(seed, Streams.MOONS + 1));
  }
}
