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
/// Their meaning and their gradients are tables: one line a function.
///
/// Every primitive is correctly rounded or acts on bits, so each has one right answer in float32:
/// that is what makes whole formulas give the same bits everywhere. Gradients mask with [#SELECT],
/// never by multiplication, for 0·∞ is no zero. At a kink the gradient is the one of the side where
/// the function is flat or smaller: relu′(0) = 0, |0|′ = 0.
public enum Primitive implements Function {
  /// a + b
  ADD(2, "+"),
  /// a − b
  SUB(2, "-"),
  /// a · b
  MUL(2, "*"),
  /// a / b
  DIV(2, "/"),
  /// The smaller, by Java's rules: NaN if one is NaN, −0 < 0.
  MIN(2, "min"),
  /// The larger, by Java's rules: NaN if one is NaN, −0 < 0.
  MAX(2, "max"),
  /// a·b + c, rounded once.
  FMA(3, "fma"),
  /// −a
  NEG(1, "-"),
  /// |a|
  ABS(1, "abs"),
  /// √a
  SQRT(1, "sqrt"),
  /// The largest whole number not above a.
  FLOOR(1, "floor"),
  /// 1 if a > b, else 0 (also where one is NaN).
  GREATER(2, ">"),
  /// 1 if a = b, else 0 (also where one is NaN).
  EQUAL(2, "=="),
  /// b where a ≠ 0 (NaN included), else c.
  SELECT(3, "select"),
  /// 2ᵃ for a whole a from −126 to 127: the bits `((int) a + 127) << 23`, which also say what comes
  /// outside that range. The bits of the float `a + 12583039`, shifted left by 23, are the same.
  /// Where a is NaN anything will do.
  EXP2I(1, "exp2i"),
  /// a · 2ᵇ, rounded once, for a whole b from −252 to 254.
  ///
  /// One power of two cannot reach from the largest float to the subnormal ones, two can: `(a *
  /// exp2i(h)) * exp2i(b - h)` with h = ⌊b/2⌋ is rounded once where a · 2ʰ is exact, and formulas
  /// keep a so. Where a is NaN, b may be anything and the result is NaN.
  SCALE(2, "scale"),
  /// The exponent field of a, unbiased: ⌊log₂|a|⌋ for normal a, −127 for zero and subnormals, 128
  /// for infinities and NaN.
  EXPONENT(1, "exponent"),
  /// The magnitude of a with the sign bit of b, zeros and NaN included.
  COPYSIGN(2, "copysign");
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

  @Override
  public double value(double... a) {
    return switch (this) {
      case ADD -> a[0] + a[1];
      case SUB -> a[0] - a[1];
      case MUL -> a[0] * a[1];
      case DIV -> a[0] / a[1];
      case MIN -> Math.min(a[0], a[1]);
      case MAX -> Math.max(a[0], a[1]);
      case FMA -> Math.fma(a[0], a[1], a[2]);
      case NEG -> -a[0];
      case ABS -> Math.abs(a[0]);
      case SQRT -> Math.sqrt(a[0]);
      case FLOOR -> Math.floor(a[0]);
      case GREATER -> a[0] > a[1] ? 1 : 0;
      case EQUAL -> a[0] == a[1] ? 1 : 0;
      case SELECT -> a[0] != 0 ? a[1] : a[2];
      case EXP2I -> Math.scalb(1.0, (int) a[0]);
      case SCALE -> Math.scalb(a[0], (int) a[1]);
      case EXPONENT -> Math.clamp(Math.getExponent(a[0]), -127, 128);
      // StrictMath's takes a NaN for positive, this one its sign bit: floats have no other.
      case COPYSIGN -> Math.copySign(a[0], a[1]);
    };
  }

  @Override
  public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
    return switch (this) {
      case ADD -> up;
      case SUB -> i == 0 ? up : neg(up);
      case MUL -> mul(up, a[1 - i]);
      case DIV -> i == 0 ? div(up, a[1]) : neg(div(mul(up, self), a[1]));
      case MIN -> chosen(i, greater(a[1], a[0]), up);
      case MAX -> chosen(i, greater(a[0], a[1]), up);
      case FMA -> i == 2 ? up : mul(up, a[1 - i]);
      case NEG -> neg(up);
      case ABS -> select(greater(a[0], ZERO), up, select(greater(ZERO, a[0]), neg(up), ZERO));
      case SQRT -> div(mul(constant(0.5), up), self);
      case SELECT -> i == 0 ? ZERO : chosen(i - 1, a[0], up);
      case FLOOR, GREATER, EQUAL -> ZERO;
      case EXP2I, SCALE, EXPONENT, COPYSIGN ->
          throw new IllegalStateException(
              label
                  + " works on bits and has no gradient; give the composite that uses it one of"
                  + " its own");
    };
  }

  /// The gradient of the first or the second of two, of which a condition chooses the first.
  private static Formula chosen(int which, Formula first, Formula up) {
    return which == 0 ? select(first, up, ZERO) : select(first, ZERO, up);
  }
}
