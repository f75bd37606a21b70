package io.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
  private static final Tensor PREDICTIONS = Tensor.of(new float[] {0.5f, -2, 3, 0}, 2, 2);
  private static final Tensor TARGETS = Tensor.of(new float[] {1, 0, 1, 0.25f}, 2, 2);

  /// The losses that compare element by element, by the names of their ops.
  static Stream<Arguments> elementwise() {
    return Stream.of(
        Arguments.of("bceWithLogits", (BinaryOperator<Tensor>) Losses::bceWithLogits),
        Arguments.of("mse", (BinaryOperator<Tensor>) Losses::mse),
        Arguments.of("l1", (BinaryOperator<Tensor>) Losses::l1),
        Arguments.of("huber", (BinaryOperator<Tensor>) (p, t) -> Losses.huber(p, t, 1)));
  }

  @Test
  void bceWithLogitsIsTheMeanBinaryCrossEntropy() {
    float[] x = PREDICTIONS.toArray();
    float[] y = TARGETS.toArray();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double p = 1 / (1 + Math.exp(-x[i]));
      sum -= y[i] * Math.log(p) + (1 - y[i]) * Math.log(1 - p);
    }
    assertEquals(sum / 4, Losses.bceWithLogits(PREDICTIONS, TARGETS).item(), 1e-6);
  }

  @Test
  void bceWithLogitsOfLargeLogitsStaysFinite() {
    Tensor logits = Tensor.of(-1000f, 1000f);
    assertEquals(1000, Losses.bceWithLogits(logits, Tensor.of(1f, 0f)).item());
    assertEquals(0, Losses.bceWithLogits(logits, Tensor.of(0f, 1f)).item());
  }

  @Test
  void crossEntropyIsTheMeanOverRowsOfMinusLogSoftmaxAtTheClass() {
    Tensor logits = Tensor.of(new float[] {1, 2, 3, 0, 0, -1}, 2, 3);
    double first = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)) - 1;
    double second = Math.log(1 + 1 + Math.exp(-1)) + 1;
    double expected = (first + second) / 2;
    assertEquals(expected, Losses.crossEntropy(logits, Tensor.of(0f, 2f)).item(), 1e-6);
  }

  @Test
  void mseIsTheMeanOfTheSquares() {
    assertEquals((0.25 + 4 + 4 + 0.0625) / 4, Losses.mse(PREDICTIONS, TARGETS).item(), 1e-6);
  }

  @Test
  void l1IsTheMeanOfTheAbsoluteErrors() {
    assertEquals((0.5 + 2 + 2 + 0.25) / 4, Losses.l1(PREDICTIONS, TARGETS).item(), 1e-6);
  }

  @Test
  void huberIsQuadraticUpToDeltaAndLinearBeyond() {
    // δ = 1: ½·0.5², 1·(2 − ½) twice, ½·0.25²
    assertEquals(
        (0.125 + 1.5 + 1.5 + 0.03125) / 4, Losses.huber(PREDICTIONS, TARGETS, 1).item(), 1e-6);
    // δ = 4: all quadratic, half the mean of the squares
    assertEquals(
        Losses.mse(PREDICTIONS, TARGETS).item() / 2,
        Losses.huber(PREDICTIONS, TARGETS, 4).item(),
        1e-6);
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void lossIsAScalar(String name, BinaryOperator<Tensor> loss) {
    assertEquals(Shape.of(), loss.apply(PREDICTIONS, TARGETS).shape());
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void targetsThatWouldBroadcastAreRejected(String name, BinaryOperator<Tensor> loss) {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> loss.apply(Tensor.zeros(3, 1), Tensor.zeros(3)));
    assertEquals(
        name
            + " of predictions [3,1] with targets [3]: the shapes have to be the same; reshape the"
            + " targets?",
        error.getMessage());
  }

  @Test
  void crossEntropyWantsOneClassForEachRow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Losses.crossEntropy(Tensor.zeros(3, 4), Tensor.zeros(3, 1)));
  }

  @Test
  void huberWantsAPositiveDelta() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> Losses.huber(PREDICTIONS, TARGETS, 0));
    assertEquals("huber with delta 0.0: it has to be positive", error.getMessage());
  }
}
