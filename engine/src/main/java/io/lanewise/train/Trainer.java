package io.lanewise.train;

import io.lanewise.Tape;
import io.lanewise.data.Batch;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Dataset;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Layer;
import io.lanewise.optim.Optimizer;

/// Trains a model: forward, backward, update, batch by batch.
///
/// ```java
/// var trainer = new Trainer(model, Task.CLASSES, new Sgd(model.parameters(), 0.05), features);
/// for (int e = 1; e <= 10; e++) {
///   trainer.epoch(loader, e, Listener.NONE);
///   System.out.println(trainer.evaluate(test).accuracy());
/// }
/// ```
public final class Trainer {
  /// Rows that are evaluated at once.
  private static final int EVALUATION_BATCH = 256;

  private final Task task;
  private final Optimizer optimizer;
  private final BatchTapes training;
  private final BatchTapes evaluating;
  private long steps;

  /// A trainer of this model for examples whose features have this shape, without the batch axis.
  public Trainer(Layer model, Task task, Optimizer optimizer, Shape features) {
    this.task = task;
    this.optimizer = optimizer;
    this.training = new BatchTapes(model, task, features);
    this.evaluating = new BatchTapes(model, task, features);
  }

  /// Trains for one epoch.
  ///
  /// @param loader yields the batches
  /// @param number the epoch, from 1: it decides the order of the examples
  /// @param listener hears of every step
  /// @return what it brought, without validation
  /// @throws TrainingFailure if a loss is not finite; the parameters are those before that step
  public Epoch epoch(DataLoader loader, int number, Listener listener) {
    long start = System.nanoTime();
    double loss = 0;
    int right = 0;
    int done = 0;
    int of = loader.dataset().size();
    for (Batch batch : loader.epoch(number)) {
      BatchTape tape = training.of(batch.size());
      double batchLoss = tape.forward(batch);
      if (!Double.isFinite(batchLoss)) {
        throw new TrainingFailure(number, steps + 1, batchLoss, tape.firstAnomaly());
      }
      tape.backward();
      optimizer.step();
      steps++;
      done += batch.size();
      loss += batchLoss * batch.size();
      right += tape.right();
      if (!listener.step(number, done, of, loss / done, accuracy(right, done))) {
        break;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Epoch(number, steps, loss / done, accuracy(right, done), null, seconds, done);
  }

  private double accuracy(int right, int of) {
    return task.classifies() ? (double) right / of : Double.NaN;
  }

  /// Measures the model on a dataset, in its order.
  public Evaluation evaluate(Dataset data) {
    int classes = task.classifies() ? data.classes() : 0;
    int[][] confusion = new int[classes][classes];
    double loss = 0;
    int right = 0;
    for (Batch batch : new DataLoader(data, EVALUATION_BATCH).epoch(0)) {
      BatchTape tape = evaluating.of(batch.size());
      loss += tape.forward(batch) * batch.size();
      right += tape.right();
      for (int i = 0; i < batch.size() && classes > 0; i++) {
        confusion[tape.trueClass(i)][tape.predictedClass(i)]++;
      }
    }
    int n = data.size();
    return new Evaluation(n, loss / n, accuracy(right, n), confusion);
  }

  /// The tape of a batch size, for listings and pictures.
  public Tape tape(int batchSize) {
    return training.of(batchSize).tape();
  }
}
