package io.lanewise.verification.rules;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.square;

import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Formulas over three inputs, up to four functions deep, that are defined everywhere: where a
/// function wants a positive argument it gets 1 + a².
final class RandomFormulas {
  private static final int DEPTH = 4;

  private RandomFormulas() {}

  /// A function of one, two or three formulas.
  private interface Build {
    Formula of(Formula a, Formula b, Formula c);
  }

  private static final List<Build> ONE_ARGUMENT =
      List.of(
          (a, b, c) -> Formula.neg(a),
          (a, b, c) -> Formula.abs(a),
          (a, b, c) -> Formula.sqrt(positive(a)),
          (a, b, c) -> of(Composite.EXP, of(Composite.TANH, a)),
          (a, b, c) -> of(Composite.EXPM1, of(Composite.SIN, a)),
          (a, b, c) -> of(Composite.LOG, positive(a)),
          (a, b, c) -> of(Composite.LOG1P, square(a)),
          (a, b, c) -> of(Composite.SIN, a),
          (a, b, c) -> of(Composite.COS, a),
          (a, b, c) -> of(Composite.TANH, a),
          (a, b, c) -> of(Composite.SIGMOID, a),
          (a, b, c) -> of(Composite.SOFTPLUS, a),
          (a, b, c) -> of(Composite.ERF, a));

  private static final List<Build> TWO_ARGUMENTS =
      List.of(
          (a, b, c) -> add(a, b),
          (a, b, c) -> Formula.sub(a, b),
          (a, b, c) -> Formula.mul(a, b),
          (a, b, c) -> Formula.div(a, positive(b)),
          (a, b, c) -> Formula.min(a, b),
          (a, b, c) -> Formula.max(a, b),
          (a, b, c) -> of(Composite.POW, positive(a), of(Composite.TANH, b)));

  private static final List<Build> THREE_ARGUMENTS =
      List.of((a, b, c) -> Formula.fma(a, b, c), (a, b, c) -> Formula.select(greater(a, b), c, a));

  private static Formula positive(Formula a) {
    return add(ONE, square(a));
  }

  /// The formulas.
  static Arbitrary<Formula> all() {
    Arbitrary<Formula> leaves =
        Arbitraries.oneOf(
            Arbitraries.of(X, Y, Z),
            Arbitraries.integers().between(-4, 4).map(i -> constant(0.5 * i)));
    return Arbitraries.recursive(() -> leaves, RandomFormulas::deeper, 1, DEPTH);
  }

  private static Arbitrary<Formula> deeper(Arbitrary<Formula> f) {
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of(ONE_ARGUMENT), f).as((b, x) -> b.of(x, x, x)),
        Combinators.combine(Arbitraries.of(TWO_ARGUMENTS), f, f).as((b, x, y) -> b.of(x, y, y)),
        Combinators.combine(Arbitraries.of(THREE_ARGUMENTS), f, f, f).as(Build::of));
  }

  /// The largest value on the way, or NaN where a step between these two points may meet a kink: a
  /// comparison changes its answer, or is close to it.
  static double size(Formula formula, double[] from, double[] to) {
    double size = 0;
    for (Formula node : Formula.order(List.of(formula))) {
      size = Math.max(size, Math.max(Math.abs(node.evaluate(from)), Math.abs(node.evaluate(to))));
      if (node instanceof Formula.Apply a && a.function() instanceof Primitive p) {
        double d = compared(p, a, from);
        double e = compared(p, a, to);
        if (!(d * e > 0 && Math.abs(d) > 1e-3 && Math.abs(e) > 1e-3)) {
          return Double.NaN;
        }
      }
    }
    return size;
  }

  /// What has no zero near a point of smoothness.
  private static double compared(Primitive p, Formula.Apply a, double... x) {
    return switch (p) {
      case MIN, MAX, GREATER -> a.argument(0).evaluate(x) - a.argument(1).evaluate(x);
      case ABS -> a.argument(0).evaluate(x);
      case ADD, SUB, MUL, DIV, FMA, NEG, SQRT, SELECT -> 1;
      case FLOOR, EQUAL, EXP2I, SCALE, EXPONENT, COPYSIGN ->
          throw new IllegalStateException(p + " is not among the random formulas");
    };
  }
}
