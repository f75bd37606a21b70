package io.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Backends;
import io.lanewise.GradCheck;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearTest {
  /// W = [[1,2,3],[4,5,6]], b = [0.5,−1].
  private static Linear known() {
    Linear layer = new Linear(3, 2);
    layer.parameters().get(0).copyFrom(new float[] {1, 2, 3, 4, 5, 6});
    layer.parameters().get(1).copyFrom(new float[] {0.5f, -1});
    return layer;
  }

  private static String rejected(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void outputIsInputTimesTransposedWeightPlusBias() {
    Tensor x = Tensor.of(new float[] {1, 0, 0, 1, -1, 2}, 2, 3);
    Tensor y = known().forward(x);
    assertEquals(Shape.of(2, 2), y.shape());
    assertArrayEquals(new float[] {1.5f, 3, 5.5f, 10}, y.toArray());
  }

  @Test
  void withoutBiasThereIsOnlyTheProduct() {
    Linear layer = new Linear(3, 2, false);
    layer.parameters().get(0).copyFrom(new float[] {1, 2, 3, 4, 5, 6});
    assertEquals(1, layer.parameters().size());
    Tensor y = layer.forward(Tensor.of(new float[] {1, -1, 2}, 1, 3));
    assertArrayEquals(new float[] {5, 11}, y.toArray());
  }

  @Test
  void severalBatchAxesAreKept() {
    Tensor x = Tensor.normal(1, 4, 5, 3);
    Tensor y = known().forward(x);
    assertEquals(Shape.of(4, 5, 2), y.shape());
    assertArrayEquals(known().forward(x.reshape(20, 3)).toArray(), y.toArray());
  }

  @Test
  void weightIsOutByInAndBothAskForGradients() {
    List<Tensor> parameters = new Linear(784, 50).parameters();
    assertEquals("weight", parameters.get(0).name());
    assertEquals(Shape.of(50, 784), parameters.get(0).shape());
    assertEquals("bias", parameters.get(1).name());
    assertEquals(Shape.of(50), parameters.get(1).shape());
    assertTrue(parameters.get(0).requiresGradient() && parameters.get(1).requiresGradient());
  }

  @Test
  void gradientsAreThoseOfTheFormula() {
    Linear layer = known();
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tape tape = Tape.record(() -> layer.forward(x).sum());
    tape.backward();
    Tensor weight = layer.parameters().get(0);
    Tensor bias = layer.parameters().get(1);
    assertArrayEquals(new float[] {5, 7, 9, 5, 7, 9}, weight.gradient().toArray());
    assertArrayEquals(new float[] {2, 2}, bias.gradient().toArray());
  }

  @Test
  void gradientsStandTheDifferenceCheck() {
    Backends.with(
        Backends.reference(),
        () -> {
          Linear layer = new Linear(3, 2);
          Tensor x = Tensor.normal(1, 4, 3);
          Tensor[] parameters = layer.parameters().toArray(Tensor[]::new);
          GradCheck.check(() -> layer.forward(x).tanh().sum(), parameters);
        });
  }

  @Test
  void initialValuesFillThePlusMinusOneOverRootOfInAndNotMore() {
    float bound = (float) (1 / Math.sqrt(100));
    for (Tensor p : new Linear(100, 2000).parameters()) {
      float[] values = p.toArray();
      float least = Float.MAX_VALUE;
      float most = -Float.MAX_VALUE;
      for (float v : values) {
        least = Math.min(least, v);
        most = Math.max(most, v);
      }
      assertTrue(least >= -bound && least < -0.99 * bound, p.name() + " from " + least);
      assertTrue(most <= bound && most > 0.99 * bound, p.name() + " to " + most);
    }
  }

  @Test
  void initialValuesHaveTheMomentsOfTheUniformDistribution() {
    // Bound 0.1: variance 0.1²/3, kurtosis 9/5. Over n values the mean's standard error is
    // 0.1/√(3n), that of the variance 0.1²/3·√(0.8/n); four of each.
    float[] values = new Linear(100, 2000).parameters().get(0).toArray();
    double n = values.length;
    double mean = 0;
    double square = 0;
    for (float v : values) {
      mean += v / n;
      square += (double) v * v / n;
    }
    assertEquals(0, mean, 4 * 0.1 / Math.sqrt(3 * n));
    assertEquals(0.01 / 3, square, 4 * 0.01 / 3 * Math.sqrt(0.8 / n));
  }

  @Test
  void parametersAreDrawnFromConsecutiveStreamsOfTheSeed() {
    Linear layer = new Linear(4, 3);
    layer.initialise(7, 20);
    for (int i = 0; i < 2; i++) {
      Philox random = new Philox(7, 20 + i);
      float[] values = layer.parameters().get(i).toArray();
      for (int k = 0; k < values.length; k++) {
        assertEquals((2 * random.uniform(k) - 1) * 0.5f, values[k]);
      }
    }
  }

  @Test
  void sameSeedGivesTheSameParametersOnEveryBackend() {
    float[] scalar =
        Backends.with(Backends.scalar(), () -> new Linear(9, 4)).parameters().get(0).toArray();
    float[] reference =
        Backends.with(Backends.reference(), () -> new Linear(9, 4)).parameters().get(0).toArray();
    assertArrayEquals(scalar, reference);
  }

  @Test
  void weightAndBiasDoNotShareTheirNumbers() {
    List<Tensor> parameters = new Linear(1, 8).parameters();
    assertFalse(Arrays.equals(parameters.get(0).toArray(), parameters.get(1).toArray()));
  }

  @Test
  void sizesBelowOneAreRejected() {
    assertEquals(
        "Linear(0, 2): both sizes have to be at least 1", rejected(() -> new Linear(0, 2)));
    assertEquals(
        "Linear(3, -1): both sizes have to be at least 1", rejected(() -> new Linear(3, -1)));
  }

  @Test
  void inputThatFlattensToTheSizeIsToldToFlatten() {
    assertEquals(
        "Linear(784, 50) of an input [64,28,28]: its last axis is not 784; put a Flatten before"
            + " this layer",
        rejected(() -> new Linear(784, 50).forward(Tensor.zeros(64, 28, 28))));
  }

  @Test
  void inputOfAnotherWidthIsToldTheLayerThatWouldFit() {
    assertEquals(
        "Linear(4, 2) of an input [8,3]: its last axis is not 4; make this layer a Linear(3, 2)",
        rejected(() -> new Linear(4, 2).forward(Tensor.zeros(8, 3))));
  }

  @Test
  void inputWithoutABatchIsToldToAddIt() {
    assertEquals(
        "Linear(4, 2) of an input [4]: it has no batch axis; unsqueeze(0) makes it a batch of one",
        rejected(() -> new Linear(4, 2).forward(Tensor.zeros(4))));
  }

  @Test
  void textNamesTheSizes() {
    assertEquals("Linear(784, 50)", new Linear(784, 50).toString());
    assertEquals("Linear(3, 1, no bias)", new Linear(3, 1, false).toString());
  }
}
