package io.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Allocated;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Dataset;
import io.lanewise.data.Moons;
import io.lanewise.data.Strokes;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Clipping;
import io.lanewise.optim.Sgd;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final int EPOCH = 1;

  /// The whole step counts: the loader's batch, forward, backward, clipping and update.
  private static long bytesPerEpoch(Dataset data, String description, Task task, int batches) {
    Shape features = Shape.of(data.featureShape().size());
    Dataset flat = data.reshape(features).take(64 * batches);
    Sequential model =
        Models.build(description, features.size(), task.outputs(data.classes())).initialise(1);
    Trainer trainer =
        new Trainer(model, task, new Sgd(model.parameters(), 0.01), features)
            .clipping(Clipping.byNorm(model.parameters(), 1));
    DataLoader loader = new DataLoader(flat, 64).shuffled(1);
    return Allocated.bytes(1, () -> trainer.epoch(loader, EPOCH, Listener.NONE));
  }

  /// What an epoch allocates besides its steps is its order, the iterator and the result.
  private static void assertStepsAllocateNothing(Dataset data, String description, Task task) {
    long few = bytesPerEpoch(data, description, task, 2) - 2 * 64 * Integer.BYTES;
    long many = bytesPerEpoch(data, description, task, 12) - 12 * 64 * Integer.BYTES;
    assertEquals(few, many);
  }

  @Test
  void stepOfTheMnistMlpAllocatesNothing() {
    assertStepsAllocateNothing(Strokes.generate(768, 1), "mlp:50-25", Task.CLASSES);
  }

  @Test
  void stepOfLogisticRegressionAllocatesNothing() {
    assertStepsAllocateNothing(Moons.generate(768, 1), "logistic", Task.TWO_CLASSES);
  }

  @Test
  void smallerLastBatchHasATapeOfItsOwnOverTheSameParameters() {
    Dataset data = Moons.generate(70, 1);
    Sequential model = Models.build("logistic", 2, 1).initialise(1);
    Trainer trainer =
        new Trainer(model, Task.TWO_CLASSES, new Sgd(model.parameters(), 0.1), Shape.of(2));
    Epoch epoch = trainer.epoch(new DataLoader(data, 64), 1, Listener.NONE);
    assertEquals(70, epoch.examples());
    assertEquals(2, epoch.steps());
  }

  @Test
  void listenerThatSaysNoEndsTheEpochAfterTheStep() {
    Sequential model = Models.build("logistic", 2, 1).initialise(1);
    Trainer trainer =
        new Trainer(model, Task.TWO_CLASSES, new Sgd(model.parameters(), 0.1), Shape.of(2));
    Listener impatient =
        new Listener() {
          @Override
          public boolean step(Progress progress) {
            return progress.steps() < 3;
          }
        };
    Epoch epoch = trainer.epoch(new DataLoader(Moons.generate(100, 1), 10), 1, impatient);
    assertEquals(30, epoch.examples());
  }

  @Test
  void lossThatIsNoNumberNamesEpochStepAndOp() {
    Sequential model = Models.build("mlp:8", 2, 2).initialise(1);
    Trainer trainer =
        new Trainer(model, Task.CLASSES, new Sgd(model.parameters(), 1e30), Shape.of(2));
    DataLoader loader = new DataLoader(Moons.generate(100, 1), 10);
    TrainingFailure failure =
        assertThrows(TrainingFailure.class, () -> trainer.epoch(loader, 1, Listener.NONE));
    assertEquals(1, failure.epoch());
    assertTrue(failure.step() > 1);
    assertTrue(failure.getMessage().contains("matmul"), failure.getMessage());
  }

  @Test
  void predictionsAgreeWithTheEvaluation() {
    Dataset data = Moons.generate(300, 1);
    Sequential model = Models.build("mlp:8", 2, 2).initialise(1);
    Evaluation evaluation = new Evaluator(model, Task.CLASSES, Shape.of(2)).evaluate(data);
    Predictions predictions = new Predictor(model, Task.CLASSES).predict(data);
    int right = 0;
    for (int row = 0; row < data.size(); row++) {
      right += predictions.predictedClass(row) == data.target(row) ? 1 : 0;
    }
    assertEquals(right / 300.0, evaluation.accuracy());
    assertEquals(300, predictions.size());
  }
}
