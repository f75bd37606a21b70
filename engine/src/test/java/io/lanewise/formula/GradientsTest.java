package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.sub;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientsTest {
  private static final Formula[] INPUTS = {X, Y, Z};

  /// Triples away from kinks and inside every function's domain.
  private static final double[][] POINTS = {
    {0.3, 1.7, -0.4}, {0.9, 0.2, 2.1}, {2.6, 1.1, 0.7}, {1.2, 3.4, -1.9}
  };

  @ParameterizedTest
  @EnumSource(
      names = {"EXP2I", "SCALE", "EXPONENT", "COPYSIGN"},
      mode = EnumSource.Mode.EXCLUDE)
  void gradientOfPrimitiveIsTheCentralDifference(Primitive primitive) {
    checkAgainstDifferences(Formula.apply(primitive, inputs(primitive)), primitive.arity());
  }

  @ParameterizedTest
  @EnumSource
  void gradientOfCompositeIsTheCentralDifference(Composite composite) {
    checkAgainstDifferences(Formula.apply(composite, inputs(composite)), composite.arity());
  }

  @Test
  void gradientSumsOverEveryUseOfASharedSubformula() {
    Formula shared = of(Composite.SIN, mul(X, Y));
    checkAgainstDifferences(Formula.add(mul(shared, shared), mul(shared, X)), 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXP2I", "SCALE", "EXPONENT", "COPYSIGN"})
  void bitLevelPrimitivesRefuseAGradientByName(Primitive primitive) {
    Formula formula = Formula.apply(primitive, inputs(primitive));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> Gradients.of(formula, primitive.arity()));
    assertEquals(true, e.getMessage().startsWith(primitive.label()));
  }

  @Test
  void sigmoidGradientUsesTheSavedOutput() {
    Formula gradient = Gradients.of(of(Composite.SIGMOID, X), 1).get(0);
    Formula saved = Y;
    Formula upstream = Z;
    assertSame(mul(upstream, mul(saved, sub(ONE, saved))), gradient);
    assertFalse(gradient.uses(0), "no second sigmoid of the input");
  }

  @Test
  void gradientOfBinaryCrossEntropyOnLogitsIsSigmoidMinusTarget() {
    Formula loss = sub(of(Composite.SOFTPLUS, X), mul(X, Y));
    Formula gradient = Gradients.of(loss, 2).get(0);
    for (double logit : new double[] {-30, -1.5, 0, 0.25, 40}) {
      for (double target : new double[] {0, 1}) {
        double expected = Composite.SIGMOID.value(logit) - target;
        assertEquals(expected, gradient.evaluate(logit, target, 0, 1), 1e-15);
      }
    }
  }

  @Test
  void gradientAtAKinkIsTheOneOfTheFlatSide() {
    Formula relu = Gradients.of(Formula.max(X, ZERO), 1).get(0);
    assertEquals(0, relu.evaluate(0, 0, 1));
    Formula abs = Gradients.of(Formula.abs(X), 1).get(0);
    assertEquals(0, abs.evaluate(0, 0, 1));
  }

  @Test
  void maskedGradientIgnoresAnInfiniteUpstream() {
    Formula relu = Gradients.of(Formula.max(X, ZERO), 1).get(0);
    assertEquals(0, relu.evaluate(-1, 0, Double.POSITIVE_INFINITY));
  }

  @Test
  void inputThatDoesNotOccurHasGradientZero() {
    assertSame(ZERO, Gradients.of(of(Composite.EXP, X), 2).get(1));
  }

  private static Formula[] inputs(Function function) {
    return List.of(INPUTS).subList(0, function.arity()).toArray(Formula[]::new);
  }

  private static void checkAgainstDifferences(Formula formula, int arity) {
    List<Formula> gradients = Gradients.of(formula, arity);
    double upstream = 1.25;
    double h = 1e-5;
    for (double[] point : POINTS) {
      double[] inputs = new double[arity + 2];
      System.arraycopy(point, 0, inputs, 0, arity);
      inputs[arity] = formula.evaluate(inputs);
      inputs[arity + 1] = upstream;
      for (int i = 0; i < arity; i++) {
        double[] moved = inputs.clone();
        moved[i] = inputs[i] + h;
        double above = formula.evaluate(moved);
        moved[i] = inputs[i] - h;
        double below = formula.evaluate(moved);
        double expected = upstream * (above - below) / (2 * h);
        double tolerance = 1e-8 * Math.max(1, Math.abs(expected));
        assertEquals(expected, gradients.get(i).evaluate(inputs), tolerance, formula + ", " + i);
      }
    }
  }
}
