package io.lanewise.benchmarks;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.data.Batch;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Dataset;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;

/// A model and a data set: an epoch is a step for every batch, the last one smaller.
final class TrainingEpoch {
  private final Workload workload;
  private final Sequential model;
  private final Sgd sgd;
  private final DataLoader loader;
  private final Step full;
  private final Step last;
  private int epoch;

  /// The tape of one size of batch, over the same parameters.
  private record Step(Tensor x, Tensor y, Tape tape) {}

  /// On the current backend.
  TrainingEpoch(Workload workload) {
    this.workload = workload;
    model = workload.model();
    sgd = new Sgd(model.parameters(), workload.rate());
    Dataset data =
        Dataset.classification(
            workload.x(),
            Shape.of(workload.features()),
            workload.y(),
            Math.max(2, workload.outputs()));
    DataLoader inOrder = new DataLoader(data, workload.batch());
    loader = workload.shuffled() ? inOrder.shuffled(1) : inOrder;
    full = step(workload.batch());
    int rest = workload.rows() % workload.batch();
    last = rest == 0 ? full : step(rest);
  }

  private Step step(int rows) {
    Tensor x = Tensor.zeros(rows, workload.features());
    Tensor y = workload.targets(rows);
    return new Step(x, y, Tape.record(() -> workload.loss(model.forward(x), y)));
  }

  /// One epoch.
  ///
  /// @return the mean of its batches' losses, each before its update
  private double run() {
    double loss = 0;
    for (Batch batch : loader.epoch(epoch++)) {
      Step step = batch.size() == workload.batch() ? full : last;
      batch.copyTo(step.x, step.y);
      step.tape.forward();
      step.tape.backward();
      sgd.step();
      loss += step.tape.loss();
    }
    return loss / loader.batches();
  }

  Work work() {
    Step all = step(workload.rows());
    all.x.copyFrom(workload.x());
    all.y.copyFrom(workload.y());
    return new Work(
        this::run,
        () -> {
          all.tape.forward();
          return new float[][] {{all.tape.loss()}};
        });
  }
}
