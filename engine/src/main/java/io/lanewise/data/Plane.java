package io.lanewise.data;

import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;

/// What the generated datasets of points in the plane share.
final class Plane {
  private static final Shape POINT = Shape.of(2);

  private Plane() {}

  /// Room for the x and y of so many points.
  static double[] points(String name, int examples, int classes, double noise) {
    if (examples < 0 || examples >= 1 << 30) {
      throw new IllegalArgumentException(
          name + ": " + examples + " examples; ask for 0 to 2^30 - 1");
    }
    if (classes < 2) {
      throw new IllegalArgumentException(name + ": " + classes + " classes; it needs at least 2");
    }
    if (!(noise >= 0 && noise <= 1e6)) {
      throw new IllegalArgumentException(
          name + ": noise of deviation " + noise + "; it must be between 0 and 1e6");
    }
    return new double[2 * examples];
  }

  /// The points as a dataset, each coordinate moved by normal noise. Point i is of class
  /// i mod `classes`.
  static Dataset scatter(double[] points, int classes, double noise, Philox normals) {
    float[] features = new float[points.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (points[i] + noise * normals.normal(i));
    }
    float[] targets = new float[points.length / 2];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i % classes;
    }
    return Dataset.classification(features, POINT, targets, classes);
  }
}
