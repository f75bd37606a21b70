package io.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.optim.Sgd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path folder;

  private Run run(int epochs, double rate) throws IOException {
    TrainingData data = TrainingData.load(DataRequest.of("moons"));
    Plan plan = new Plan("mlp:8", epochs, 64, Sgd.Options.rate(rate), 0, 1);
    return new Run(folder, plan, data, Map.of("model", "mlp:8"), "again");
  }

  /// Does something once the epoch of this number is finished.
  private static Listener after(int number, IoAction action) {
    return new Listener() {
      @Override
      public void epoch(Epoch epoch) {
        if (epoch.number() == number) {
          try {
            action.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    };
  }

  private interface IoAction {
    void run() throws IOException;
  }

  @Test
  void checkpointIsThereAfterEveryEpoch() throws IOException {
    Path checkpoint = folder.resolve(Run.CHECKPOINT);
    Run run = run(2, 0.05);
    float[][] kept = new float[1][];
    run.train(
        after(
            1, () -> kept[0] = Checkpoint.read(checkpoint).model().parameters().get(0).toArray()));
    float[] last = Checkpoint.read(checkpoint).model().parameters().get(0).toArray();
    assertArrayEquals(run.model().parameters().get(0).toArray(), last);
    assertFalse(java.util.Arrays.equals(kept[0], last));
  }

  @Test
  void fileThatCannotBeWrittenEndsTheRunAndLeavesTheCheckpoint() throws IOException {
    Path metrics = folder.resolve("metrics.csv");
    Run run = run(3, 0.05);
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                run.train(
                    after(
                        1,
                        () -> {
                          Files.delete(metrics);
                          Files.createDirectory(metrics);
                        })));
    assertTrue(error.getMessage().contains(metrics.toString()), error.getMessage());
    assertEquals(2, Checkpoint.read(folder.resolve(Run.CHECKPOINT)).description().features());
  }

  @Test
  void checkpointThatCannotBeReplacedIsNamed() throws IOException {
    Path checkpoint = folder.resolve(Run.CHECKPOINT);
    Run run = run(2, 0.05);
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                run.train(
                    after(
                        1,
                        () -> {
                          Files.delete(checkpoint);
                          Files.createDirectory(checkpoint);
                        })));
    assertTrue(error.getMessage().contains(checkpoint.toString()), error.getMessage());
    assertEquals(2, Files.readAllLines(folder.resolve("metrics.csv")).size());
  }

  @Test
  void divergenceNamesTheLastGoodCheckpoint() throws IOException {
    Run run = run(3, 0.05);
    // What a learning rate that is too large does, at a known time.
    TrainingFailure failure =
        assertThrows(
            TrainingFailure.class,
            () -> run.train(after(1, () -> run.model().parameters().get(0).set(Float.NaN, 0, 0))));
    assertEquals(2, failure.epoch());
    assertTrue(
        failure
            .getMessage()
            .endsWith("last good checkpoint: " + folder.resolve(Run.CHECKPOINT) + " (epoch 1)"),
        failure.getMessage());
    for (var p : Checkpoint.read(folder.resolve(Run.CHECKPOINT)).model().parameters()) {
      for (float v : p.toArray()) {
        assertTrue(Float.isFinite(v));
      }
    }
  }

  @Test
  void stoppedRunHasItsFinishedEpochsAndNoReport() throws IOException {
    Run run = run(5, 0.05);
    RunResult result =
        run.train(
            new Listener() {
              @Override
              public boolean step(Progress progress) {
                return progress.epoch() < 3;
              }
            });
    assertFalse(result.finished());
    assertEquals(2, result.epochs().size());
    assertEquals(3, Files.readAllLines(folder.resolve("metrics.csv")).size());
    assertFalse(Files.exists(folder.resolve(Run.REPORT)));
  }

  @Test
  void standardisationTravelsWithTheModel() throws IOException {
    TrainingData data =
        TrainingData.load(DataRequest.of("moons"))
            .standardized(io.lanewise.data.Standardizer.Deviation.SAMPLE);
    Plan plan = new Plan("logistic", 1, 64, Sgd.Options.rate(0.1), 0, 1);
    new Run(folder, plan, data, Map.of(), "again").train(Listener.NONE);
    Checkpoint.Description d = Checkpoint.read(folder.resolve(Run.CHECKPOINT)).description();
    assertArrayEquals(data.standardizer().mean(), d.mean());
    assertArrayEquals(data.standardizer().deviation(), d.deviation());
  }
}
