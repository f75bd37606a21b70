package io.lanewise.cpu.reference;

import io.lanewise.layout.Layout;

/// What the row kernels need of the elements `first` to `first + count` − 1 of a layout.
final class Rows {
  private Rows() {}

  /// The largest element; NaN if one is NaN.
  static double max(double[] array, Layout layout, int first, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int e = first; e < first + count; e++) {
      max = Math.max(max, array[layout.at(e)]);
    }
    return max;
  }

  /// Σ e^(x−m)
  static double sumOfExponentials(double[] array, Layout layout, int first, int count, double m) {
    double sum = 0;
    for (int e = first; e < first + count; e++) {
      sum += StrictMath.exp(array[layout.at(e)] - m);
    }
    return sum;
  }
}
