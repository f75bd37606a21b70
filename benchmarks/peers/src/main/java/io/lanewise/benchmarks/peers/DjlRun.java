package io.lanewise.benchmarks.peers;

import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import io.lanewise.benchmarks.Mnist;
import io.lanewise.benchmarks.Work;
import io.lanewise.benchmarks.Workload;
import io.lanewise.data.Dataset;

/// A whole run on MNIST: all rows in one array, from which DJL draws its batches.
final class DjlRun {
  /// Rows that are tried at once.
  private static final int MANY = 1000;

  private final Workload workload;
  private float accuracy = Float.NaN;

  DjlRun(Workload workload) {
    this.workload = workload;
  }

  private void run() {
    Mnist mnist = Mnist.read(workload.rows());
    DjlModel model = new DjlModel(workload);
    int rows = mnist.train().size();
    float[] x = features(mnist.train(), 0, rows);
    ArrayDataset data =
        new ArrayDataset.Builder()
            .setData(model.manager().create(x, new Shape(rows, workload.features())))
            .optLabels(model.targets(targets(mnist.train())))
            .setSampling(workload.batch(), workload.shuffled())
            .build();
    for (int epoch = 0; epoch < Mnist.EPOCHS; epoch++) {
      model.epoch(data);
    }
    accuracy = accuracy(model, mnist.test());
  }

  private static float[] features(Dataset data, int from, int to) {
    int width = data.featureShape().size();
    float[] x = new float[(to - from) * width];
    for (int row = from; row < to; row++) {
      data.copyFeatures(row, x, (row - from) * width);
    }
    return x;
  }

  private static float[] targets(Dataset data) {
    float[] y = new float[data.size()];
    for (int row = 0; row < y.length; row++) {
      y[row] = data.target(row);
    }
    return y;
  }

  private float accuracy(DjlModel model, Dataset test) {
    int classes = workload.outputs();
    int right = 0;
    for (int from = 0; from < test.size(); from += MANY) {
      int to = Math.min(test.size(), from + MANY);
      float[] logits = model.logits(features(test, from, to));
      for (int row = from; row < to; row++) {
        right += largest(logits, (row - from) * classes, classes) == test.target(row) ? 1 : 0;
      }
    }
    return (float) right / test.size();
  }

  private static int largest(float[] logits, int at, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = logits[at + c] > logits[at + best] ? c : best;
    }
    return best;
  }

  Work work() {
    return new Work(this::run, () -> new float[][] {{accuracy}});
  }
}
