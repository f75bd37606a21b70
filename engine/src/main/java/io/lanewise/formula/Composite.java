package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.equal;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.square;
import static io.lanewise.formula.Formula.sub;

/// The functions that expand into primitives. Value in double, gradient and expansion for float32
/// are three tables below, so a new function is one place and has the same bits everywhere.
public enum Composite implements Function {
  /// eᵃ
  EXP(1, "exp"),
  /// eᵃ − 1, accurate near 0
  EXPM1(1, "expm1"),
  /// ln a
  LOG(1, "log"),
  /// ln(1 + a), accurate near 0
  LOG1P(1, "log1p"),
  /// aᵇ, by the rules of `Math.pow`
  POW(2, "pow"),
  /// sin a, a in radians
  SIN(1, "sin"),
  /// cos a, a in radians
  COS(1, "cos"),
  /// tanh a
  TANH(1, "tanh"),
  /// 1 / (1 + e⁻ᵃ)
  SIGMOID(1, "sigmoid"),
  /// ln(1 + eᵃ), a function of its own: written as max(a, 0) + ln(1 + e^−|a|) its kinks cancel in
  /// the value but not in the symbolic gradient at 0.
  SOFTPLUS(1, "softplus"),
  /// The error function, 2/√π · ∫₀ᵃ e^−t² dt
  ERF(1, "erf");

  private final int arity;
  private final String label;

  Composite(int arity, String label) {
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

  @Override
  public double value(double... a) {
    return switch (this) {
      case EXP -> StrictMath.exp(a[0]);
      case EXPM1 -> StrictMath.expm1(a[0]);
      case LOG -> StrictMath.log(a[0]);
      case LOG1P -> StrictMath.log1p(a[0]);
      case POW -> StrictMath.pow(a[0], a[1]);
      case SIN -> StrictMath.sin(a[0]);
      case COS -> StrictMath.cos(a[0]);
      case TANH -> StrictMath.tanh(a[0]);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-a[0]));
      case SOFTPLUS -> Math.max(a[0], 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(a[0])));
      case ERF -> ErrorFunction.erf(a[0]);
    };
  }

  @Override
  public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
    return switch (this) {
      case EXP -> mul(up, self);
      case EXPM1 -> mul(up, add(self, ONE));
      case LOG -> div(up, a[0]);
      case LOG1P -> div(up, add(ONE, a[0]));
      // At a = 0 or b = 0 the rules give 0·∞ where the function is flat.
      case POW ->
          i == 0
              ? select(
                  equal(a[1], ZERO), ZERO, mul(up, mul(a[1], Formula.pow(a[0], sub(a[1], ONE)))))
              : select(equal(a[0], ZERO), ZERO, mul(up, mul(self, of(LOG, a[0]))));
      case SIN -> mul(up, of(COS, a[0]));
      case COS -> neg(mul(up, of(SIN, a[0])));
      case TANH -> mul(up, sub(ONE, square(self)));
      case SIGMOID -> mul(up, mul(self, sub(ONE, self)));
      case SOFTPLUS -> mul(up, of(SIGMOID, a[0]));
      case ERF -> mul(up, mul(constant(2 / Math.sqrt(Math.PI)), of(EXP, neg(square(a[0])))));
    };
  }

  /// The function by primitives, and by composites that stand above it here.
  Formula expand(Formula... a) {
    return switch (this) {
      case EXP -> Exponentials.exp(a[0]);
      case EXPM1 -> Exponentials.expm1(a[0]);
      case LOG -> Logarithms.log(a[0]);
      case LOG1P -> Logarithms.log1p(a[0]);
      case POW -> Powers.pow(a[0], a[1]);
      case SIN -> Trigonometry.sin(a[0]);
      case COS -> Trigonometry.cos(a[0]);
      case TANH -> Exponentials.tanh(a[0]);
      case SIGMOID -> Exponentials.sigmoid(a[0]);
      case SOFTPLUS -> Exponentials.softplus(a[0]);
      case ERF -> ErrorFunction.erf(a[0]);
    };
  }
}
