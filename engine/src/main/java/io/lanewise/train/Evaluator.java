package io.lanewise.train;

import io.lanewise.data.Batch;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Dataset;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Layer;

/// Measures how good a model is.
public final class Evaluator {
  /// Rows that are evaluated at once.
  private static final int BATCH = 256;

  private final Task task;
  private final BatchTapes tapes;
  private String anomaly;

  /// An evaluator of a model for examples whose features have this shape, without the batch axis.
  public Evaluator(Layer model, Task task, Shape features) {
    this.task = task;
    this.tapes = new BatchTapes(model, task, features);
  }

  /// Measures the model on a dataset, in its order.
  public Evaluation evaluate(Dataset data) {
    int classes = task.classifies() ? data.classes() : 0;
    int[][] confusion = new int[classes][classes];
    double loss = 0;
    int right = 0;
    anomaly = null;
    for (Batch batch : new DataLoader(data, BATCH).epoch(0)) {
      BatchTape tape = tapes.of(batch.size());
      double batchLoss = tape.forward(batch);
      if (anomaly == null && !Double.isFinite(batchLoss)) {
        anomaly = tape.firstAnomaly();
      }
      loss += batchLoss * batch.size();
      right += tape.right();
      for (int i = 0; i < batch.size() && classes > 0; i++) {
        confusion[tape.trueClass(i)][tape.predictedClass(i)]++;
      }
    }
    int n = data.size();
    double accuracy = task.classifies() ? (double) right / n : Double.NaN;
    return new Evaluation(n, loss / n, accuracy, confusion);
  }

  /// Where the last evaluation first went wrong, in words; null if every loss was finite.
  String firstAnomaly() {
    return anomaly;
  }
}
