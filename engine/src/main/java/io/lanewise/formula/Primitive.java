package io.lanewise.formula;

import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.select;

/// The functions that each backend renders itself, in an exhaustive `switch`: a backend that lacks
/// one does not compile.
///
/// Every primitive is correctly rounded or acts on bits, so each has one right answer in float32:
/// that is what makes whole formulas give the same bits everywhere. Gradients mask with [#SELECT],
/// never by multiplication, for 0·∞ is no zero. At a kink the gradient is the one of the side where
/// the function is flat or smaller: relu′(0) = 0, |0|′ = 0.
public enum Primitive implements Function {
  /// a + b
  ADD(2, "+") {
    @Override
    public double value(double... a) {
      return a[0] + a[1];
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return up;
    }
  },
  /// a − b
  SUB(2, "-") {
    @Override
    public double value(double... a) {
      return a[0] - a[1];
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return i == 0 ? up : neg(up);
    }
  },
  /// a · b
  MUL(2, "*") {
    @Override
    public double value(double... a) {
      return a[0] * a[1];
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return mul(up, a[1 - i]);
    }
  },
  /// a / b
  DIV(2, "/") {
    @Override
    public double value(double... a) {
      return a[0] / a[1];
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return i == 0 ? div(up, a[1]) : neg(div(mul(up, self), a[1]));
    }
  },
  /// The smaller, by Java's rules: NaN if one is NaN, −0 < 0.
  MIN(2, "min") {
    @Override
    public double value(double... a) {
      return Math.min(a[0], a[1]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      Formula first = greater(a[1], a[0]);
      return i == 0 ? select(first, up, ZERO) : select(first, ZERO, up);
    }
  },
  /// The larger, by Java's rules: NaN if one is NaN, −0 < 0.
  MAX(2, "max") {
    @Override
    public double value(double... a) {
      return Math.max(a[0], a[1]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      Formula first = greater(a[0], a[1]);
      return i == 0 ? select(first, up, ZERO) : select(first, ZERO, up);
    }
  },
  /// a·b + c, rounded once.
  FMA(3, "fma") {
    @Override
    public double value(double... a) {
      return Math.fma(a[0], a[1], a[2]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return i == 2 ? up : mul(up, a[1 - i]);
    }
  },
  /// −a
  NEG(1, "-") {
    @Override
    public double value(double... a) {
      return -a[0];
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return neg(up);
    }
  },
  /// |a|
  ABS(1, "abs") {
    @Override
    public double value(double... a) {
      return Math.abs(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return select(greater(a[0], ZERO), up, select(greater(ZERO, a[0]), neg(up), ZERO));
    }
  },
  /// √a
  SQRT(1, "sqrt") {
    @Override
    public double value(double... a) {
      return Math.sqrt(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return div(mul(constant(0.5), up), self);
    }
  },
  /// The largest whole number not above a.
  FLOOR(1, "floor") {
    @Override
    public double value(double... a) {
      return Math.floor(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return ZERO;
    }
  },
  /// 1 if a > b, else 0 (also where one is NaN).
  GREATER(2, ">") {
    @Override
    public double value(double... a) {
      return a[0] > a[1] ? 1 : 0;
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return ZERO;
    }
  },
  /// 1 if a = b, else 0 (also where one is NaN).
  EQUAL(2, "==") {
    @Override
    public double value(double... a) {
      return a[0] == a[1] ? 1 : 0;
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return ZERO;
    }
  },
  /// b where a ≠ 0 (NaN included), else c.
  SELECT(3, "select") {
    @Override
    public double value(double... a) {
      return a[0] != 0 ? a[1] : a[2];
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return switch (i) {
        case 0 -> ZERO;
        case 1 -> select(a[0], up, ZERO);
        default -> select(a[0], ZERO, up);
      };
    }
  },
  /// 2ᵃ for a whole a from −126 to 127: the bits `((int) a + 127) << 23`, which also say what comes
  /// outside that range. The bits of the float `a + 12583039`, shifted left by 23, are the same.
  /// Where a is NaN anything will do.
  EXP2I(1, "exp2i") {
    @Override
    public double value(double... a) {
      return Math.scalb(1.0, (int) a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      throw notDifferentiable();
    }
  },
  /// a · 2ᵇ, rounded once, for a whole b from −252 to 254.
  ///
  /// One power of two cannot reach from the largest float to the subnormal ones, two can: `(a *
  /// exp2i(h)) * exp2i(b - h)` with h = ⌊b/2⌋ is rounded once where a · 2ʰ is exact, and formulas
  /// keep a so. Where a is NaN, b may be anything and the result is NaN.
  SCALE(2, "scale") {
    @Override
    public double value(double... a) {
      return Math.scalb(a[0], (int) a[1]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      throw notDifferentiable();
    }
  },
  /// The exponent field of a, unbiased: ⌊log₂|a|⌋ for normal a, −127 for zero and subnormals, 128
  /// for infinities and NaN.
  EXPONENT(1, "exponent") {
    @Override
    public double value(double... a) {
      return Math.getExponent(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      throw notDifferentiable();
    }
  },
  /// The magnitude of a with the sign bit of b, zeros and NaN included.
  COPYSIGN(2, "copysign") {
    @Override
    public double value(double... a) {
      return Math.copySign(a[0], a[1]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      throw notDifferentiable();
    }
  };

  private final int arity;
  private final String label;

  Primitive(int arity, String label) {
    this.arity = arity;
    this.label = label;
  }

  @Override
  public int arity() {
    return arity;
  }

  @Override
  public String label() {
    return label;
  }

  /// Whether listings write the two arguments on either side of the label.
  boolean infix() {
    return arity == 2 && !Character.isLetter(label.charAt(0));
  }

  IllegalStateException notDifferentiable() {
    return new IllegalStateException(
        label
            + " works on bits and has no gradient; give the composite that uses it one of its own");
  }
}
