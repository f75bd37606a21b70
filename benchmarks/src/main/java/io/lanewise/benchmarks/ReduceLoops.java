package io.lanewise.benchmarks;

import java.util.Arrays;

/// Reductions as one writes them in plain Java. C2 keeps the order of additions, so it makes no
/// vectors of the sums along a row.
final class ReduceLoops {
  private ReduceLoops() {}

  static void sum(float[] out, float[] x) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i];
    }
    out[0] = sum;
  }

  static void max(float[] out, float[] x) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      max = Math.max(max, x[i]);
    }
    out[0] = max;
  }

  static void dot(float[] out, float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    out[0] = sum;
  }

  /// Row by row onto the output, which stays in the first cache.
  static void columns(float[] out, float[] x) {
    Arrays.fill(out, 0);
    for (int row = 0; row < x.length; row += out.length) {
      for (int i = 0; i < out.length; i++) {
        out[i] += x[row + i];
      }
    }
  }
}
