package io.lanewise.benchmarks;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;

/// A model with a batch that stays the same: a step is a pass forward, one backward, and an update.
final class TrainingStep {
  private final Tape tape;
  private final Sgd sgd;

  /// On the current backend.
  TrainingStep(Workload workload) {
    Sequential model = workload.model();
    int n = workload.rows();
    Tensor x = Tensor.of(workload.x(), n, workload.features());
    Tensor y = workload.targets(n).copyFrom(workload.y());
    tape = Tape.record(() -> workload.loss(model.forward(x), y));
    sgd = new Sgd(model.parameters(), workload.rate());
  }

  /// One step.
  ///
  /// @return the loss before the update
  float run() {
    tape.forward();
    tape.backward();
    sgd.step();
    return tape.loss();
  }

  Work work() {
    return new Work(this::run, () -> new float[][] {{lossNow()}});
  }

  /// The loss after the last update.
  private float lossNow() {
    tape.forward();
    return tape.loss();
  }
}
