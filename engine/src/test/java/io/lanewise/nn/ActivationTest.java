package io.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
  private static Arguments layer(
      Layer layer, String text, UnaryOperator<Tensor> op, DoubleUnaryOperator formula) {
    return Arguments.of(layer, text, op, formula);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static Stream<Arguments> layers() {
    return Stream.of(
        layer(new Relu(), "Relu", Tensor::relu, x -> Math.max(x, 0)),
        layer(
            new LeakyRelu(0.2), "LeakyRelu(0.2)", t -> t.leakyRelu(0.2), x -> x > 0 ? x : 0.2 * x),
        layer(new Elu(1.5), "Elu(1.5)", t -> t.elu(1.5), x -> x > 0 ? x : 1.5 * Math.expm1(x)),
        // Φ(x) = ½ + ∫φ from 0 to x, by the midpoint rule.
        layer(new Gelu(), "Gelu", Tensor::gelu, x -> x * normalDistribution(x)),
        layer(new Silu(), "Silu", Tensor::silu, x -> x * logistic(x)),
        layer(new Softplus(), "Softplus", Tensor::softplus, x -> Math.log1p(Math.exp(x))),
        layer(new Sigmoid(), "Sigmoid", Tensor::sigmoid, ActivationTest::logistic),
        layer(new Tanh(), "Tanh", Tensor::tanh, Math::tanh));
  }

  private static double normalDistribution(double x) {
    int steps = 2000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double t = (i + 0.5) / steps * x;
      sum += Math.exp(-t * t / 2);
    }
    return 0.5 + sum * x / steps / Math.sqrt(2 * Math.PI);
  }

  private static final Tensor INPUT = Tensor.linspace(-4, 4, 33).reshape(3, 11);

  @ParameterizedTest
  @MethodSource("layers")
  void layerIsItsOp(
      Layer layer, String text, UnaryOperator<Tensor> op, DoubleUnaryOperator formula) {
    assertEquals(Shape.of(3, 11), layer.forward(INPUT).shape());
    assertArrayEquals(op.apply(INPUT).toArray(), layer.forward(INPUT).toArray());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layerIsItsFormula(
      Layer layer, String text, UnaryOperator<Tensor> op, DoubleUnaryOperator formula) {
    float[] x = INPUT.toArray();
    float[] y = layer.forward(INPUT).toArray();
    for (int i = 0; i < x.length; i++) {
      double expected = formula.applyAsDouble(x[i]);
      assertEquals(expected, y[i], 1e-6 * Math.max(1, Math.abs(expected)), text + " of " + x[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layerHasNoParametersAndAName(
      Layer layer, String text, UnaryOperator<Tensor> op, DoubleUnaryOperator formula) {
    assertTrue(layer.parameters().isEmpty());
    assertEquals(text, layer.toString());
  }

  @Test
  void flattenKeepsTheBatchAndJoinsTheRest() {
    Tensor images = Tensor.arange(24).reshape(2, 3, 4);
    Tensor rows = new Flatten().forward(images);
    assertEquals(Shape.of(2, 12), rows.shape());
    assertArrayEquals(images.toArray(), rows.toArray());
  }

  @Test
  void flattenOfATransposedInputIsInItsOwnOrder() {
    Tensor images = Tensor.arange(6).reshape(1, 2, 3).transpose();
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, new Flatten().forward(images).toArray());
  }

  @Test
  void flattenLeavesRowsAsTheyAreAndMakesNumbersRowsOfOne() {
    assertEquals(Shape.of(4, 3), new Flatten().forward(Tensor.zeros(4, 3)).shape());
    assertEquals(Shape.of(4, 1), new Flatten().forward(Tensor.zeros(4)).shape());
    assertEquals(Shape.of(0, 6), new Flatten().forward(Tensor.zeros(0, 2, 3)).shape());
  }

  @Test
  void flattenOfANumberIsRejected() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new Flatten().forward(Tensor.scalar(1)));
    assertEquals(
        "Flatten of an input []: it has no batch axis; unsqueeze(0) gives it one",
        error.getMessage());
  }
}
