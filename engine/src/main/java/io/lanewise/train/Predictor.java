package io.lanewise.train;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.data.Batch;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Dataset;
import io.lanewise.nn.Layer;

/// Asks a model about examples.
public final class Predictor {
  /// Rows that are predicted at once.
  private static final int BATCH = 256;

  private final Layer model;
  private final Task task;

  /// A predictor by a model that learned this task.
  public Predictor(Layer model, Task task) {
    this.model = model;
    this.task = task;
  }

  /// Predictions for all rows of a dataset, whose targets do not matter.
  public Predictions predict(Dataset data) {
    int n = data.size();
    int width = data.featureShape().size();
    float[] values = new float[0];
    float[] in = new float[0];
    float[] out = new float[0];
    int outputs = 1;
    Tensor x = null;
    Tape tape = null;
    float[] targets = new float[BATCH];
    for (Batch batch : new DataLoader(data, BATCH).epoch(0)) {
      if (tape == null || x.dim(0) != batch.size()) {
        Tensor rows = Tensor.zeros(batch.size(), width);
        x = rows;
        tape = Tape.record(() -> task.probabilities(model.forward(rows)));
        in = new float[rows.size()];
        out = new float[tape.output().size()];
        outputs = out.length / batch.size();
        values = values.length == 0 ? new float[n * outputs] : values;
      }
      batch.copyTo(in, targets);
      x.copyFrom(in);
      tape.forward();
      tape.output().copyTo(out);
      System.arraycopy(out, 0, values, batch.row(0) * outputs, out.length);
    }
    return new Predictions(task, values, outputs);
  }
}
