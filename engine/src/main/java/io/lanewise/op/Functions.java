package io.lanewise.op;

import static io.lanewise.formula.Composite.COS;
import static io.lanewise.formula.Composite.ERF;
import static io.lanewise.formula.Composite.EXP;
import static io.lanewise.formula.Composite.EXPM1;
import static io.lanewise.formula.Composite.LOG;
import static io.lanewise.formula.Composite.LOG1P;
import static io.lanewise.formula.Composite.POW;
import static io.lanewise.formula.Composite.SIGMOID;
import static io.lanewise.formula.Composite.SIN;
import static io.lanewise.formula.Composite.SOFTPLUS;
import static io.lanewise.formula.Composite.TANH;
import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.abs;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.equal;
import static io.lanewise.formula.Formula.floor;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.max;
import static io.lanewise.formula.Formula.min;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sqrt;
import static io.lanewise.formula.Formula.square;
import static io.lanewise.formula.Formula.sub;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;

/// The elementwise ops: a table of formulas. X, Y and Z are the operands.
public final class Functions {
  private Functions() {}

  // Arithmetic

  /// x + y
  public static final Elementwise ADD = Elementwise.of("add", add(X, Y));

  /// x − y
  public static final Elementwise SUB = Elementwise.of("sub", sub(X, Y));

  /// x · y
  public static final Elementwise MUL = Elementwise.of("mul", mul(X, Y));

  /// x / y
  public static final Elementwise DIV = Elementwise.of("div", div(X, Y));

  /// −x
  public static final Elementwise NEG = Elementwise.of("neg", neg(X));

  /// xʸ, for x > 0 where a gradient with respect to y is wanted
  public static final Elementwise POWER = Elementwise.of("pow", of(POW, X, Y));

  /// The smaller of the two; where they are equal, y has the gradient.
  public static final Elementwise MINIMUM = Elementwise.of("minimum", min(X, Y));

  /// The larger of the two; where they are equal, y has the gradient.
  public static final Elementwise MAXIMUM = Elementwise.of("maximum", max(X, Y));

  /// x + a
  public static Elementwise plus(double a) {
    // Not the simplifying builder: −0 + 0 is 0.
    return Elementwise.of("add", Formula.apply(Primitive.ADD, X, constant(a)));
  }

  /// x · a
  public static Elementwise times(double a) {
    // Not the simplifying builder: x·0 has to keep NaN and infinities.
    return Elementwise.of("mul", Formula.apply(Primitive.MUL, X, constant(a)));
  }

  /// x / a
  public static Elementwise dividedBy(double a) {
    return Elementwise.of("div", Formula.apply(Primitive.DIV, X, constant(a)));
  }

  /// xᵃ; whole exponents from −1 to 3 as products
  public static Elementwise power(double a) {
    return a == 0
        ? Elementwise.of("pow", of(POW, X, ZERO))
        : Elementwise.of("pow", Formula.pow(X, constant(a)));
  }

  /// x within low and high
  ///
  /// @throws IllegalArgumentException if a bound is NaN or they come in the wrong order
  public static Elementwise clamp(double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clamp to " + low + ".." + high + ": the lower bound has to come first");
    }
    return Elementwise.of("clamp", min(max(X, constant(low)), constant(high)));
  }

  // Comparisons: 1 where they hold, else 0

  /// x > y
  public static final Elementwise GREATER = Elementwise.step("greater", greater(X, Y));

  /// x ≥ y
  public static final Elementwise GREATER_EQUAL =
      Elementwise.step("greaterEqual", max(greater(X, Y), equal(X, Y)));

  /// x < y
  public static final Elementwise LESS = Elementwise.step("less", greater(Y, X));

  /// x ≤ y
  public static final Elementwise LESS_EQUAL =
      Elementwise.step("lessEqual", max(greater(Y, X), equal(X, Y)));

  /// x = y
  public static final Elementwise EQUAL = Elementwise.step("equal", equal(X, Y));

  /// x ≠ y
  public static final Elementwise NOT_EQUAL = Elementwise.step("notEqual", sub(ONE, equal(X, Y)));

  /// y where x is not 0, else z
  public static final Elementwise SELECT = Elementwise.of("select", select(X, Y, Z));

  // Functions of one operand

  /// |x|
  public static final Elementwise ABS = Elementwise.of("abs", abs(X));

  /// √x
  public static final Elementwise SQRT = Elementwise.of("sqrt", sqrt(X));

  /// ⌊x⌋
  public static final Elementwise FLOOR = Elementwise.step("floor", floor(X));

  /// eˣ
  public static final Elementwise EXPONENTIAL = Elementwise.of("exp", of(EXP, X));

  /// eˣ − 1
  public static final Elementwise EXPONENTIAL_MINUS_1 = Elementwise.of("expm1", of(EXPM1, X));

  /// ln x
  public static final Elementwise LOGARITHM = Elementwise.of("log", of(LOG, X));

  /// ln(1 + x)
  public static final Elementwise LOGARITHM_OF_1_PLUS = Elementwise.of("log1p", of(LOG1P, X));

  /// sin x
  public static final Elementwise SINE = Elementwise.of("sin", of(SIN, X));

  /// cos x
  public static final Elementwise COSINE = Elementwise.of("cos", of(COS, X));

  /// The error function
  public static final Elementwise ERROR_FUNCTION = Elementwise.of("erf", of(ERF, X));

  /// ln cosh x, as ln(1 + s) with s = cosh x − 1 = (e^|x| − 1)² / 2e^|x|, which is accurate near 0,
  /// and as |x| − ln 2 where the rest, e⁻²ˣ, no longer counts in float64 either. The kinks of |x|
  /// cancel in the value, so the gradient tanh x is declared.
  public static final Elementwise LOG_COSH =
      Elementwise.of("logcosh", logCosh()).gradient(0, mul(Formula.input(2), of(TANH, X)));

  private static Formula logCosh() {
    Formula magnitude = abs(X);
    Formula limit = constant(20);
    Formula growth = of(EXPM1, min(magnitude, limit));
    Formula s = div(square(growth), mul(constant(2), add(growth, ONE)));
    Formula far = sub(magnitude, constant(StrictMath.log(2)));
    return select(greater(magnitude, limit), far, of(LOG1P, s));
  }

  // Activations

  /// tanh x
  public static final Elementwise HYPERBOLIC_TANGENT = Elementwise.of("tanh", of(TANH, X));

  /// 1 / (1 + e⁻ˣ)
  public static final Elementwise LOGISTIC = Elementwise.of("sigmoid", of(SIGMOID, X));

  /// ln(1 + eˣ)
  public static final Elementwise SOFT_PLUS = Elementwise.of("softplus", of(SOFTPLUS, X));

  /// max(x, 0). Its gradient asks the result instead of x, so that x need not be kept.
  public static final Elementwise RELU =
      Elementwise.of("relu", max(X, ZERO)).gradient(0, select(greater(Y, ZERO), Z, ZERO));

  /// x where x > 0, else slope·x
  public static Elementwise leakyRelu(double slope) {
    return Elementwise.of("leakyRelu", select(greater(X, ZERO), X, mul(constant(slope), X)));
  }

  /// x where x > 0, else α(eˣ − 1). The exponent is capped at 0: the branch that is not taken must
  /// not overflow into the gradient.
  public static Elementwise elu(double alpha) {
    Formula negative = mul(constant(alpha), of(EXPM1, min(X, ZERO)));
    Formula slope = add(Formula.input(1), constant(alpha));
    return Elementwise.of("elu", select(greater(X, ZERO), X, negative))
        .gradient(0, mul(Formula.input(2), select(greater(X, ZERO), ONE, slope)));
  }

  /// x·Φ(x), Φ the normal distribution: x/2 · (1 + erf(x/√2))
  public static final Elementwise GELU =
      Elementwise.of(
          "gelu",
          mul(mul(constant(0.5), X), add(ONE, of(ERF, mul(X, constant(StrictMath.sqrt(0.5)))))));

  /// GELU with tanh for Φ: x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³)))
  public static final Elementwise GELU_TANH =
      Elementwise.of(
          "geluTanh",
          mul(
              mul(constant(0.5), X),
              add(
                  ONE,
                  of(
                      TANH,
                      mul(
                          constant(StrictMath.sqrt(2 / StrictMath.PI)),
                          add(X, mul(constant(0.044715), Formula.pow(X, constant(3)))))))));

  /// x·sigmoid(x)
  public static final Elementwise SILU = Elementwise.of("silu", mul(X, of(SIGMOID, X)));

  // Losses of one element: x a prediction, y its target

  /// (x − y)²
  public static final Elementwise SQUARED_ERROR = Elementwise.of("squaredError", square(sub(X, Y)));

  /// |x − y|
  public static final Elementwise ABSOLUTE_ERROR = Elementwise.of("absoluteError", abs(sub(X, Y)));

  /// ½(x − y)² where |x − y| ≤ δ, else δ(|x − y| − ½δ)
  ///
  /// @throws IllegalArgumentException unless δ is positive
  public static Elementwise huber(double delta) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("huber with delta " + delta + ": it has to be positive");
    }
    Formula d = abs(sub(X, Y));
    Formula linear = mul(constant(delta), sub(d, constant(delta / 2)));
    return Elementwise.of(
        "huber",
        select(greater(d, constant(delta)), linear, mul(constant(0.5), square(sub(X, Y)))));
  }

  /// Binary cross-entropy of a logit x with a target y in [0, 1]: softplus(x) − x·y
  public static final Elementwise BCE_WITH_LOGITS =
      Elementwise.of("bceWithLogits", sub(of(SOFTPLUS, X), mul(X, Y)));
}
