package io.lanewise.data;

import io.lanewise.random.Philox;

/// The arms of a spiral, one class each, wound once around each other: hard for a small network.
///
/// With u uniform on [0, 1), a point of arm c of k lies at radius r = √u (so that points lie about
/// evenly along the arm) and angle 2π(c/k + r), with normal noise. Example i is of class i mod k
/// and depends on the seed and i alone.
public final class Spirals {
  private Spirals() {}

  /// Three arms with noise of deviation 0.03.
  ///
  /// @throws IllegalArgumentException if `examples` is negative
  public static Dataset generate(int examples, long seed) {
    return generate(examples, 3, 0.03, seed);
  }

  /// @param arms the number of arms, each a class
  /// @param noise the standard deviation of the noise on each axis; the spiral has radius 1
  /// @throws IllegalArgumentException if `examples` or `noise` is negative, or `arms` below 2
  public static Dataset generate(int examples, int arms, double noise, long seed) {
    double[] points = Plane.points("spirals", examples, arms, noise);
    Philox place = new Philox(seed, Streams.SPIRALS);
    for (int i = 0; i < examples; i++) {
      double radius = Math.sqrt(place.uniform(i));
      double angle = 2 * StrictMath.PI * ((double) (i % arms) / arms + radius);
      points[2 * i] = radius * StrictMath.cos(angle);
      points[2 * i + 1] = radius * StrictMath.sin(angle);
    }
    return Plane.scatter(points, arms, noise, new Philox(seed, Streams.SPIRALS + 1));
  }
}
