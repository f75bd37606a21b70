package io.lanewise.benchmarks;

/// Row kernels as one writes them in plain Java.
final class RowLoops {
  private RowLoops() {}

  private static float max(float[] x, int from, int classes) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      max = Math.max(max, x[from + i]);
    }
    return max;
  }

  /// Exponentials of a row less its maximum; returns their sum.
  private static float exponentials(float[] out, float[] x, int from, int classes, float max) {
    float sum = 0;
    for (int i = 0; i < classes; i++) {
      float e = (float) Math.exp(x[from + i] - max);
      out[from + i] = e;
      sum += e;
    }
    return sum;
  }

  static void softmax(float[] out, float[] x, int classes) {
    for (int row = 0; row < x.length; row += classes) {
      float sum = exponentials(out, x, row, classes, max(x, row, classes));
      float share = 1 / sum;
      for (int i = 0; i < classes; i++) {
        out[row + i] *= share;
      }
    }
  }

  static void logSoftmax(float[] out, float[] x, int classes) {
    for (int row = 0; row < x.length; row += classes) {
      float max = max(x, row, classes);
      float sum = 0;
      for (int i = 0; i < classes; i++) {
        sum += (float) Math.exp(x[row + i] - max);
      }
      float shift = max + (float) Math.log(sum);
      for (int i = 0; i < classes; i++) {
        out[row + i] = x[row + i] - shift;
      }
    }
  }

  static void crossEntropy(float[] loss, float[] delta, float[] x, float[] labels) {
    int classes = x.length / labels.length;
    for (int r = 0; r < labels.length; r++) {
      int row = r * classes;
      float max = max(x, row, classes);
      float sum = exponentials(delta, x, row, classes, max);
      float share = 1 / sum;
      for (int i = 0; i < classes; i++) {
        delta[row + i] *= share;
      }
      int label = row + (int) labels[r];
      delta[label] -= 1;
      loss[r] = max + (float) Math.log(sum) - x[label];
    }
  }
}
