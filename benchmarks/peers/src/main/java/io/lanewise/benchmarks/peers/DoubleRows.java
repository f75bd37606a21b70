package io.lanewise.benchmarks.peers;

import io.lanewise.benchmarks.Workload;

/// Rows for libraries that compute in double precision, and what they say of them.
final class DoubleRows {
  private DoubleRows() {}

  /// A workload's features.
  static double[][] of(Workload workload) {
    float[] x = workload.x();
    int width = workload.features();
    double[][] rows = new double[workload.rows()][width];
    for (int i = 0; i < x.length; i++) {
      rows[i / width][i % width] = x[i];
    }
    return rows;
  }

  /// What contenders are compared by, of a library that gives probabilities: the mean loss, or
  /// the logits of inference but for a constant, which probabilities do not tell.
  static float[][] outputs(Workload workload, double[][] probabilities) {
    if (workload.run() != Workload.Run.INFERENCE) {
      return new float[][] {{workload.loss(probabilities)}};
    }
    float[] logits = new float[probabilities[0].length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(probabilities[0][i]);
    }
    return new float[][] {logits};
  }
}
