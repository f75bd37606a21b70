package io.lanewise.benchmarks;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.data.DataLoader;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import io.lanewise.train.Evaluator;
import io.lanewise.train.Listener;
import io.lanewise.train.Task;
import io.lanewise.train.Trainer;

/// A whole run on MNIST: the files are read, the model is trained and tried on the test set.
final class TrainingRun {
  private final Workload workload;
  private final Backend backend;
  private Sequential model;
  private double accuracy = Double.NaN;

  TrainingRun(Workload workload, Backend backend) {
    this.workload = workload;
    this.backend = backend;
  }

  private void run() {
    Mnist mnist = Mnist.read(workload.rows());
    model = workload.model();
    var sgd = new Sgd(model.parameters(), workload.rate());
    var trainer = new Trainer(model, Task.CLASSES, sgd, mnist.train().featureShape());
    DataLoader loader = new DataLoader(mnist.train(), workload.batch());
    loader = workload.shuffled() ? loader.shuffled(1) : loader;
    for (int epoch = 1; epoch <= Mnist.EPOCHS; epoch++) {
      trainer.epoch(loader, epoch, Listener.NONE);
    }
    var evaluator = new Evaluator(model, Task.CLASSES, mnist.train().featureShape());
    accuracy = evaluator.evaluate(mnist.test()).accuracy();
  }

  /// The model that the last run trained.
  Sequential model() {
    return model;
  }

  Work work() {
    // The run makes its model itself, so the backend has to be set around it.
    return new Work(
        () -> Backends.with(backend, this::run), () -> new float[][] {{(float) accuracy}});
  }
}
