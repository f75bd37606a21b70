package io.lanewise.data;

import io.lanewise.random.Philox;

/// Points around k centres, one class each: what a linear model can tell apart.
///
/// The centre of class c is (cos 2πc/k, sin 2πc/k), and a point lies around it with the same normal
/// deviation on both axes. Example i is of class i mod k and depends on the seed and i alone.
public final class Blobs {
  private Blobs() {}

  /// Three classes with deviation 0.2.
  ///
  /// @throws IllegalArgumentException if `examples` is negative
  public static Dataset generate(int examples, long seed) {
    return generate(examples, 3, 0.2, seed);
  }

  /// @param deviation the standard deviation around a centre, on each axis; centres lie on a circle
  ///     of radius 1
  /// @throws IllegalArgumentException if `examples` or `deviation` is negative, or `classes` below
  ///     2
  public static Dataset generate(int examples, int classes, double deviation, long seed) {
    double[] points = Plane.points("blobs", examples, classes, deviation);
    for (int i = 0; i < examples; i++) {
      double angle = 2 * StrictMath.PI * (i % classes) / classes;
      points[2 * i] = StrictMath.cos(angle);
      points[2 * i + 1] = StrictMath.sin(angle);
    }
    return Plane.scatter(points, classes, deviation, new Philox(seed, Streams.BLOBS));
  }
}
