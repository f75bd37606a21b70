package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.pow;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormulaTest {
  @Test
  void formulasBuiltAlikeAreTheSameObject() {
    assertSame(add(mul(X, Y), constant(3)), add(mul(X, Y), constant(3)));
    assertNotSame(sub(X, Y), sub(Y, X));
    assertNotSame(constant(0.0), constant(-0.0));
  }

  @Test
  void neutralElementsVanish() {
    assertSame(X, mul(X, ONE));
    assertSame(X, mul(ONE, X));
    assertSame(X, add(X, ZERO));
    assertSame(X, add(ZERO, X));
    assertSame(X, sub(X, ZERO));
    assertSame(X, div(X, ONE));
    assertSame(X, neg(neg(X)));
    assertSame(X, pow(X, ONE));
    assertSame(X, select(Y, X, X));
  }

  @Test
  void zeroAbsorbsAndSignsMove() {
    assertSame(ZERO, mul(X, ZERO));
    assertSame(neg(X), sub(ZERO, X));
    assertSame(neg(X), mul(constant(-1), X));
    assertSame(sub(X, Y), add(X, neg(Y)));
  }

  @Test
  void constantsFold() {
    assertSame(constant(7), add(mul(constant(2), constant(3)), ONE));
    assertSame(ONE, of(Composite.EXP, ZERO));
    assertSame(X, select(ONE, X, Y));
    assertSame(Y, select(ZERO, X, Y));
  }

  @Test
  void smallWholePowersAreProducts() {
    assertSame(ONE, pow(X, ZERO));
    assertSame(mul(X, X), pow(X, constant(2)));
    assertSame(mul(mul(X, X), X), pow(X, constant(3)));
    assertSame(div(ONE, X), pow(X, constant(-1)));
  }

  @Test
  void applyBuildsExactlyWhatItIsTold() {
    Formula sum = Formula.apply(Primitive.ADD, X, ZERO);
    assertNotSame(X, sum);
    assertEquals("x0 + 0", sum.toString());
  }

  @Test
  void wrongNumberOfArgumentsIsNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Formula.apply(Primitive.FMA, X, Y));
    assertEquals("fma takes 3 arguments and was given 2", e.getMessage());
  }

  @Test
  void substitutionReplacesInputsAndKeepsBits() {
    Formula sum = add(X, Y);
    Formula shifted = sum.substitute(i -> i == 0 ? mul(X, X) : ZERO);
    assertSame(Formula.apply(Primitive.ADD, mul(X, X), ZERO), shifted);
  }

  @Test
  void inputsAreCountedToTheHighest() {
    assertEquals(3, Formula.input(2).inputs());
    assertEquals(0, ONE.inputs());
    assertTrue(add(X, Y).uses(1));
  }

  @ParameterizedTest
  @EnumSource
  void expansionHoldsPrimitivesOnly(Composite function) {
    Formula[] inputs = {X, Y};
    Formula applied = Formula.apply(function, Arrays.copyOf(inputs, function.arity()));
    for (Formula f : Formula.order(List.of(applied.expand()))) {
      assertTrue(!(f instanceof Formula.Apply a) || a.function() instanceof Primitive);
    }
  }
}
