package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.apply;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.min;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;

/// The float32 expansions of the natural logarithms.
///
/// x = 2ᵉ·(1 + f) with 1 + f in [2/3, 4/3), so ln x = e·ln 2 + ln(1 + f), and a polynomial gives
/// the latter. e comes from the exponent of 1.5·x, and f = x·2⁻ᵉ − 1 is exact.
///
/// NaN and ∞ pass through f: the polynomial's first coefficient is positive, so it takes ∞ to ∞. 0
/// and negative x are selected at the end.
final class Logarithms {
  /// (ln(1 + f) − f) / f² for |f| ≤ 1/3; error of ln(1 + f) relative 8.8e-10. Fitted as in
  /// [Exponentials].
  private static final double[] LOG = {
    -0.5,
    0x1.555556p-2,
    -0x1.ffff18p-3,
    0x1.9997eep-3,
    -0x1.55978cp-3,
    0x1.24eb6ep-3,
    -0x1.f3b02ep-4,
    0x1.b91ef8p-4,
    -0x1.06c2b2p-3,
    0x1.e9d19ep-4
  };

  /// As one float: it happens to be right to 2⁻²⁸·⁴, so a second part would change no result.
  private static final double LN_2 = 0.6931471805599453;

  private static final Formula TWO = constant(2);
  private static final Formula QUARTER = constant(0.25);
  private static final Formula SIX = constant(6);

  private Logarithms() {}

  /// ln x, at most 0.91 ulp off, in 24 primitives.
  ///
  /// First b = 2⁶⁴·x for x < 1 (so that subnormal x have an exponent too) and x/4 else (so that the
  /// largest x have a 2⁻ᵉ). The exponent of 6·b is then e, or e + 66; where 6·b overflows it is
  /// 128, which is just right.
  ///
  /// For x = 0 the power of two is out of range, but its bits are those of −0 and f = −1.
  ///
  /// ln 0 = −∞, ln x = NaN for negative x, ln ∞ = ∞, ln 1 = +0.
  static Formula log(Formula x) {
    Formula small = greater(ONE, x);
    Formula b = mul(x, fma(small, constant(0x1p64), QUARTER));
    Formula exponent = apply(Primitive.EXPONENT, mul(b, SIX));
    Formula f = fma(b, apply(Primitive.EXP2I, sub(TWO, exponent)), constant(-1));
    Formula e = fma(small, constant(-66), exponent);
    return within(x, fma(e, constant(LN_2), beyond(f, f)));
  }

  /// ln(1 + x), at most 1.13 ulp off, in 30 primitives.
  ///
  /// b = (1 + x)/4 is rounded, and `lost` is what the rounding of 1 + x lost, except for x above
  /// 2²², where it no longer counts (and where for ∞ it would be NaN). It joins f in the
  /// polynomial, but the sum takes both apart, for f alone is exact.
  ///
  /// x = −1 gives −∞, x < −1 NaN, ∞ gives ∞, −0 gives −0.
  static Formula log1p(Formula x) {
    Formula b = fma(x, QUARTER, QUARTER);
    Formula e = apply(Primitive.EXPONENT, mul(b, SIX));
    Formula scale = apply(Primitive.EXP2I, sub(TWO, e));
    Formula f = fma(b, scale, constant(-1));
    Formula near = min(x, constant(0x1p22));
    Formula lost = mul(sub(near, sub(add(near, ONE), ONE)), mul(scale, QUARTER));
    Formula log = add(f, beyond(add(f, lost), lost));
    return apply(Primitive.COPYSIGN, within(b, fma(e, constant(LN_2), log)), x);
  }

  /// ln(1 + f) − f + rest: with f itself for `rest`, ln(1 + f).
  private static Formula beyond(Formula f, Formula rest) {
    return fma(mul(f, f), Polynomials.horner(f, LOG), rest);
  }

  /// The logarithm of a positive x, else −∞ for 0 and NaN.
  private static Formula within(Formula x, Formula log) {
    Formula pole = constant(Double.NEGATIVE_INFINITY);
    return select(greater(x, ZERO), log, select(x, constant(Double.NaN), pole));
  }
}
