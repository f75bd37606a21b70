package io.lanewise.train;

import io.lanewise.Profile;
import io.lanewise.Tape;
import io.lanewise.data.Batch;
import io.lanewise.data.DataLoader;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Layer;
import io.lanewise.optim.Clipping;
import io.lanewise.optim.Optimizer;

/// Trains a model: forward, backward, update, batch by batch.
///
/// ```java
/// var trainer = new Trainer(model, Task.CLASSES, new Sgd(model.parameters(), 0.05), features);
/// var evaluator = new Evaluator(model, Task.CLASSES, features);
/// for (int e = 1; e <= 10; e++) {
///   trainer.epoch(loader, e, Listener.NONE);
///   System.out.println(evaluator.evaluate(test).accuracy());
/// }
/// ```
public final class Trainer {
  private final Optimizer optimizer;
  private final BatchTapes tapes;
  private final Progress progress;
  private Clipping clipping;

  /// A trainer of this model for examples whose features have this shape, without the batch axis.
  public Trainer(Layer model, Task task, Optimizer optimizer, Shape features) {
    this.optimizer = optimizer;
    this.tapes = new BatchTapes(model, task, features);
    this.progress = new Progress(task);
  }

  /// Bounds the gradients before every update.
  ///
  /// @return this trainer
  public Trainer clipping(Clipping clipping) {
    this.clipping = clipping;
    return this;
  }

  /// Trains for one epoch. Its steps allocate nothing once each batch size has its tape.
  ///
  /// @param loader yields the batches
  /// @param number the epoch, from 1: it decides the order of the examples
  /// @param listener hears of every step
  /// @return what it brought, without evaluation; fewer examples than the loader has if the
  ///     listener stopped it
  /// @throws TrainingFailure if a loss is not finite; the parameters are those before that step
  public Epoch epoch(DataLoader loader, int number, Listener listener) {
    long start = System.nanoTime();
    progress.begin(number, loader.dataset().size());
    for (Batch batch : loader.epoch(number)) {
      BatchTape tape = tapes.of(batch.size());
      double loss = tape.forward(batch);
      if (!Double.isFinite(loss)) {
        throw new TrainingFailure(number, progress.steps() + 1, loss, tape.firstAnomaly());
      }
      tape.backward();
      if (clipping != null) {
        clipping.run();
      }
      optimizer.step();
      progress.add(batch.size(), loss, tape.right());
      if (!listener.step(progress)) {
        break;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Epoch(
        number,
        progress.steps(),
        progress.loss(),
        progress.accuracy(),
        null,
        null,
        seconds,
        progress.done());
  }

  /// Trains on every batch of a loader once, with the time of every part of a step noted.
  public void profile(DataLoader loader, Profile profile) {
    for (Batch batch : loader.epoch(1)) {
      BatchTape tape = tapes.of(batch.size());
      profile.time("loading", () -> tape.load(batch));
      tape.tape().forward(profile);
      profile.time("reading", tape::read);
      tape.tape().backward(profile);
      if (clipping != null) {
        profile.time("clipping", clipping::run);
      }
      profile.time("update", optimizer::step);
    }
  }

  /// The tape of a batch size, for listings and pictures.
  public Tape tape(int batchSize) {
    return tapes.of(batchSize).tape();
  }
}
