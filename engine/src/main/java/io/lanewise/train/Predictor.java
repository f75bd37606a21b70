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

  /// A predictor by a model that learned this task and takes plain rows.
  public Predictor(Layer model, Task task) {
    this.model = model;
    this.task = task;
  }

  /// Predictions for all rows of a dataset, whose targets do not matter.
  public Predictions predict(Dataset data) {
    float[] outputs = {};
    float[] probabilities = {};
    Forward forward = null;
    for (Batch batch : new DataLoader(data, BATCH).epoch(0)) {
      if (forward == null || forward.size != batch.size()) {
        forward = new Forward(batch.size(), data.featureShape().size());
      }
      if (outputs.length == 0) {
        outputs = new float[data.size() * forward.width()];
        probabilities = new float[outputs.length];
      }
      int at = batch.row(0) * forward.width();
      forward.run(batch, outputs, probabilities, at);
    }
    int width = data.size() == 0 ? 1 : outputs.length / data.size();
    return new Predictions(task, outputs, probabilities, width);
  }

  /// The tape of one batch size.
  private final class Forward {
    final int size;
    private final Tensor features;
    private final float[] in;
    private final float[] targets;
    private final Tape tape;
    private Tensor outputs;
    private final float[] out;

    Forward(int size, int width) {
      this.size = size;
      this.features = Tensor.zeros(size, width);
      this.in = new float[features.size()];
      this.targets = new float[size];
      this.tape =
          Tape.record(
              () -> {
                outputs = model.forward(features);
                return task.probabilities(outputs);
              });
      this.out = new float[outputs.size()];
    }

    int width() {
      return out.length / size;
    }

    void run(Batch batch, float[] allOutputs, float[] allProbabilities, int at) {
      batch.copyTo(in, targets);
      features.copyFrom(in);
      tape.forward();
      outputs.copyTo(out);
      System.arraycopy(out, 0, allOutputs, at, out.length);
      tape.output().copyTo(out);
      System.arraycopy(out, 0, allProbabilities, at, out.length);
    }
  }
}
