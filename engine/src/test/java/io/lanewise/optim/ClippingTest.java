package io.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Allocated;
import io.lanewise.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClippingTest {
  private final Tensor weight = Tensor.zeros(20, 30).requireGradient();
  private final Tensor bias = Tensor.zeros(20).requireGradient();
  private final List<Tensor> parameters = List.of(weight, bias);

  ClippingTest() {
    weight.gradient().copyFrom(Tensor.normal(1, 20, 30));
    bias.gradient().copyFrom(Tensor.normal(2, 20));
  }

  /// The Euclidean norm over all gradients, in double.
  private double plainNorm() {
    double squares = 0;
    for (Tensor p : parameters) {
      for (double g : p.gradient().toDoubles()) {
        squares += g * g;
      }
    }
    return Math.sqrt(squares);
  }

  private static String rejected(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void byNormScalesAllGradientsByOneFactor() {
    double norm = plainNorm();
    double factor = 2 / (norm + 1e-6);
    double[] expectedWeight = weight.gradient().toDoubles();
    double[] expectedBias = bias.gradient().toDoubles();
    for (int i = 0; i < expectedWeight.length; i++) {
      expectedWeight[i] *= factor;
    }
    for (int i = 0; i < expectedBias.length; i++) {
      expectedBias[i] *= factor;
    }
    Clipping.byNorm(parameters, 2).run();
    assertArrayEquals(expectedWeight, weight.gradient().toDoubles(), 1e-6);
    assertArrayEquals(expectedBias, bias.gradient().toDoubles(), 1e-6);
    assertEquals(2, plainNorm(), 1e-5);
  }

  @Test
  void normIsThatBeforeTheRun() {
    Clipping clipping = Clipping.byNorm(parameters, 2);
    double norm = plainNorm();
    assertTrue(norm > 20, "norm " + norm);
    clipping.run();
    assertEquals(norm, clipping.norm(), 1e-6 * norm);
    clipping.run();
    assertEquals(2, clipping.norm(), 1e-5);
  }

  @Test
  void belowTheBoundNothingChanges() {
    float[] before = weight.gradient().toArray();
    Clipping.byNorm(parameters, plainNorm() * 1.001).run();
    assertArrayEquals(before, weight.gradient().toArray());
  }

  @Test
  void infiniteBoundOnlyMeasures() {
    float[] before = weight.gradient().toArray();
    Clipping clipping = Clipping.byNorm(parameters, Double.POSITIVE_INFINITY);
    clipping.run();
    assertArrayEquals(before, weight.gradient().toArray());
    assertEquals(plainNorm(), clipping.norm(), 1e-5 * plainNorm());
  }

  @Test
  void gradientsOfZeroStayZero() {
    bias.gradient().copyFrom(Tensor.zeros(20));
    Clipping clipping = Clipping.byNorm(List.of(bias), 1);
    clipping.run();
    assertEquals(0, clipping.norm());
    assertArrayEquals(new float[20], bias.gradient().toArray());
  }

  @Test
  void nanInOneGradientReachesTheNorm() {
    bias.gradient().set(Double.NaN, 3);
    Clipping clipping = Clipping.byNorm(parameters, 1);
    clipping.run();
    assertTrue(Double.isNaN(clipping.norm()));
  }

  @Test
  void byValueClampsEveryElement() {
    float[] expected = weight.gradient().toArray();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.clamp(expected[i], -0.75f, 0.75f);
    }
    Clipping.byValue(parameters, 0.75).run();
    assertArrayEquals(expected, weight.gradient().toArray());
    for (float g : bias.gradient().toArray()) {
      assertTrue(Math.abs(g) <= 0.75f);
    }
  }

  @Test
  void byValueBeyondTheLargestChangesNothing() {
    float[] before = weight.gradient().toArray();
    Clipping.byValue(parameters, 100).run();
    assertArrayEquals(before, weight.gradient().toArray());
  }

  @Test
  void runAllocatesNothing() {
    Clipping byNorm = Clipping.byNorm(parameters, 1);
    Clipping byValue = Clipping.byValue(parameters, 0.01);
    double[] sum = new double[1];
    assertEquals(
        0,
        Allocated.bytes(
            500,
            () -> {
              byNorm.run();
              byValue.run();
              sum[0] += byNorm.norm();
            }));
  }

  @Test
  void normOfClippingByValueIsRefused() {
    Clipping clipping = Clipping.byValue(parameters, 1);
    var error = assertThrows(IllegalStateException.class, clipping::norm);
    assertEquals(
        "norm() of clipping by value: it computes none; clip by norm, to an infinite bound if only"
            + " the norm is wanted",
        error.getMessage());
  }

  @Test
  void boundThatIsNotPositiveIsRejected() {
    assertEquals(
        "clipping of gradients to 0.0: the bound has to be positive",
        rejected(() -> Clipping.byNorm(parameters, 0)));
    assertEquals(
        "clipping of gradients to NaN: the bound has to be positive",
        rejected(() -> Clipping.byValue(parameters, Double.NaN)));
  }

  @Test
  void parametersMustBeSomeWithGradientsEachOnce() {
    assertEquals(
        "clipping of no parameters: give it model.parameters()",
        rejected(() -> Clipping.byNorm(List.of(), 1)));
    assertEquals(
        "clipping of a tensor [2], which requires no gradient: call requireGradient() on it",
        rejected(() -> Clipping.byValue(List.of(Tensor.zeros(2)), 1)));
    assertEquals(
        "clipping of a tensor [20], which was given before, or a view of it: give it once",
        rejected(() -> Clipping.byNorm(List.of(weight, bias, bias), 1)));
  }
}
