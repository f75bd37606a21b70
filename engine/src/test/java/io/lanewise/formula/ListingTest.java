package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.max;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ListingTest {
  @Test
  void operatorsStandBetweenTheirOperandsAndNestInBrackets() {
    assertEquals("x0 * (1 - x0)", mul(X, sub(ONE, X)).toString());
    assertEquals("(x0 + 0.5) * -x1", mul(add(X, constant(0.5)), neg(Y)).toString());
  }

  @Test
  void functionsStandBeforeTheirArguments() {
    assertEquals("max(x0, 0)", max(X, ZERO).toString());
    assertEquals("softplus(x0) - (x0 * x1)", sub(of(Composite.SOFTPLUS, X), mul(X, Y)).toString());
    assertEquals(
        "select(x0 > 0, x1, exp(x0))",
        select(greater(X, ZERO), Y, of(Composite.EXP, X)).toString());
    assertEquals("scale(x0, x1)", Formula.apply(Primitive.SCALE, X, Y).toString());
    assertEquals("copysign(x0, x1)", Formula.apply(Primitive.COPYSIGN, X, Y).toString());
  }

  @Test
  void inputsTakeTheNamesGiven() {
    assertEquals("logit * target", Listing.of(mul(X, Y), i -> i == 0 ? "logit" : "target"));
  }

  @Test
  void longFormulasAreCut() {
    String text = of(Composite.SIN, X).expand().toString();
    assertEquals(201, text.length());
    assertTrue(text.endsWith("…"));
  }
}
