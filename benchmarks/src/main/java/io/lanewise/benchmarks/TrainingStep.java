package io.lanewise.benchmarks;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Losses;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;

/// A model with a batch that stays the same: a step is a pass forward, one backward, and an update.
final class TrainingStep {
  /// W1 of the project's measurements: logistic regression of two features, batches of 10.
  static final String TINY = "tiny";

  /// W3: layers of 784, 50, 25 and 10, batches of 64.
  static final String MLP = "mlp";

  private final Tape tape;
  private final Sgd sgd;

  private TrainingStep(Tape tape, Sgd sgd) {
    this.tape = tape;
    this.sgd = sgd;
  }

  static TrainingStep of(String model, Backend backend) {
    return Backends.with(
        backend,
        () ->
            switch (model) {
              case TINY -> tiny();
              case MLP -> mlp();
              default -> throw new IllegalArgumentException("no such model: " + model);
            });
  }

  private static TrainingStep tiny() {
    var model = new Sequential(new Linear(2, 1)).initialise(1);
    Tensor x = Tensor.of(Range.of(-1, 1).values(20, 0), 10, 2);
    Tensor y = Tensor.of(Range.below(2).values(10, 1), 10, 1);
    Tape tape = Tape.record(() -> Losses.bceWithLogits(model.forward(x), y));
    return new TrainingStep(tape, new Sgd(model.parameters(), 0.1));
  }

  private static TrainingStep mlp() {
    var model =
        new Sequential(
                new Linear(784, 50), new Relu(), new Linear(50, 25), new Relu(), new Linear(25, 10))
            .initialise(1);
    Tensor x = Tensor.of(Range.of(0, 1).values(64 * 784, 0), 64, 784);
    Tensor y = Tensor.of(Range.below(10).values(64, 1), 64);
    Tape tape = Tape.record(() -> Losses.crossEntropy(model.forward(x), y));
    return new TrainingStep(tape, new Sgd(model.parameters(), 0.01));
  }

  void run() {
    tape.forward();
    tape.backward();
    sgd.step();
  }

  /// The loss before the last update.
  float loss() {
    return tape.loss();
  }
}
