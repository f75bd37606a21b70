package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.abs;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.apply;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.max;
import static io.lanewise.formula.Formula.min;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;

/// The float32 expansions of the functions that rest on eˣ.
///
/// All reduce alike: x = k·ln 2 + r with k the nearest whole number, |r| ≤ ½ ln 2, so eˣ = 2ᵏ·eʳ,
/// and a polynomial gives eʳ. ln 2 is subtracted in two parts with one rounding each; the first
/// subtraction is exact.
///
/// The coefficients are Lanewise's own: minimax fits by linear programming over 400 Chebyshev
/// points, rounded to float32 one after the other, lowest power first, the rest fitted again.
final class Exponentials {
  /// 1.5·2²³, at which floats lie one apart: adding it rounds to a whole number.
  private static final double SHIFT = 0x1.8p23;

  /// What vectors want added to the whole number that they make a power of two from: the bias of a
  /// float's exponent, twice for the two powers of [Primitive#SCALE].
  private static final int FOR_EXP2I = 127;

  private static final int FOR_SCALE = 2 * FOR_EXP2I;

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN_2 = 0.6931471805599453;
  private static final double LN_2_HIGH = (float) LN_2;
  private static final double LN_2_LOW = LN_2 - LN_2_HIGH;

  /// eʳ for |r| ≤ ½ ln 2, relative error 3.1e-9.
  private static final double[] EXP = {
    1, 1, 0x1.fffffcp-2, 0x1.555492p-3, 0x1.5558bp-5, 0x1.12399cp-7, 0x1.6a4ed2p-10
  };

  /// e⁻ʳ for |r| ≤ ½ ln 2: that of [#EXP] at −r.
  private static final double[] EXP_OF_MINUS = {
    1, -1, 0x1.fffffcp-2, -0x1.555492p-3, 0x1.5558bp-5, -0x1.12399cp-7, 0x1.6a4ed2p-10
  };

  /// 1.5·e⁻ʳ for |r| ≤ ½ ln 2, relative error 3.2e-9.
  private static final double[] EXP_OF_MINUS_TIMES_1_5 = {
    1.5, -1.5, 0x1.7ffffcp-1, -0x1.fffedep-3, 0x1.00032ap-4, -0x1.9b549cp-7, 0x1.0f518ap-9
  };

  /// (eʳ − 1 − r) / r² for |r| ≤ ½ ln 2; error of eʳ − 1 relative 1.4e-8.
  private static final double[] EXPM1 = {
    0x1.fffffep-2, 0x1.5554b4p-3, 0x1.5556f2p-5, 0x1.12254ap-7, 0x1.6b9c68p-10
  };

  /// ((1 − e^−2h)/2 − h) / h² for |h| ≤ ¼ ln 2: from [#EXPM1] at −2h.
  private static final double[] TANH = {
    -0x1.fffffep-1, 0x1.5554b4p-1, -0x1.5556f2p-2, 0x1.12254ap-3, -0x1.6b9c68p-5
  };

  /// ln(1 + u) = u + t·(z·P(z) − u/2) with t = u / (1 + u/2), z = t², for 0 ≤ u ≤ 1, relative error
  /// 4.5e-9.
  private static final double[] SOFTPLUS = {
    0x1.555502p-4, 0x1.99d1ccp-7, 0x1.1ec04p-9, 0x1.1eca1ap-11
  };

  private static final Formula HALF = constant(0.5);

  private Exponentials() {}

  /// The nearest whole number, ties to even, for |a| ≤ 2²².
  static Formula nearest(Formula a) {
    return sub(add(a, constant(SHIFT)), constant(SHIFT));
  }

  /// eˣ, at most 0.90 ulp off, in 13 primitives.
  ///
  /// Below −87.3 the result is subnormal and rounded once, below −103.97 it is 0, above 88.72 ∞.
  /// The bounds of x keep k in the range of [Primitive#SCALE]; NaN passes through them.
  static Formula exp(Formula x) {
    Formula bounded = max(min(x, constant(89)), constant(-104));
    Formula k = multiplesIn(bounded, LOG2_E, FOR_SCALE);
    return apply(Primitive.SCALE, Polynomials.horner(rest(bounded, k, 1), EXP), k);
  }

  /// eˣ − 1, at most 1.31 ulp off, in 20 primitives.
  ///
  /// With s = 2ᵏ it is (s − 1) + s·r + s·(eʳ − 1 − r), where the first sum is exact for the k at
  /// which cancellation threatens. k = 128, which no power of two reaches, is 127 and a doubling.
  /// −∞ gives −1, ∞ gives ∞, −0 gives −0.
  static Formula expm1(Formula x) {
    Formula bounded = max(min(x, constant(89)), constant(-18));
    Formula k = multiplesIn(bounded, LOG2_E, 0);
    Formula r = rest(bounded, k, 1);
    Formula beyond = mul(mul(r, r), Polynomials.horner(r, EXPM1));
    Formula reachable = min(k, constant(127));
    Formula s = apply(Primitive.EXP2I, reachable);
    Formula y = fma(beyond, s, fma(r, s, sub(s, ONE)));
    return apply(Primitive.COPYSIGN, fma(y, sub(k, reachable), y), x);
  }

  /// tanh x, at most 1.97 ulp off, in 20 primitives.
  ///
  /// With q = (1 − e^−2|x|)/2 it is q / (1 − q): no cancellation near 0 and no second way for large
  /// x, where the exponential only fades. e^−2|x| = s·(1 − 2p) gives q = s·p + (1 − s)/2 and 1 − q
  /// = (1 + s)/2 − s·p. Above 9.02 it rounds to 1. −0 gives −0.
  static Formula tanh(Formula x) {
    Formula bounded = min(abs(x), constant(9.5));
    Formula k = multiplesIn(bounded, -2 * LOG2_E, FOR_EXP2I);
    Formula h = rest(bounded, k, -0.5);
    Formula p = fma(mul(h, h), Polynomials.horner(h, TANH), h);
    Formula s = apply(Primitive.EXP2I, k);
    Formula q = fma(p, s, fma(s, constant(-0.5), HALF));
    Formula complement = fma(p, neg(s), fma(s, HALF, HALF));
    return apply(Primitive.COPYSIGN, div(q, complement), x);
  }

  /// 1 / (1 + e⁻ˣ), at most 1.99 ulp off, in 17 primitives.
  ///
  /// With e = e^−|x| it is e / (1 + e) for negative x and 1 / (1 + e) otherwise, so small results
  /// keep their precision down to the subnormal ones. Numerator and denominator are taken 1.5
  /// times, for free in the polynomial: that moves the denominator of small e to the middle of its
  /// binade, where its rounding weighs less.
  static Formula sigmoid(Formula x) {
    Formula e = expOfMinusAbs(x, EXP_OF_MINUS_TIMES_1_5);
    Formula one = constant(1.5);
    return div(select(greater(ZERO, x), e, one), add(e, one));
  }

  /// ln(1 + eˣ), at most 1.75 ulp off, in 24 primitives.
  ///
  /// With u = e^−|x| it is max(x, 0) + ln(1 + u). −∞ gives 0, ∞ gives ∞.
  static Formula softplus(Formula x) {
    Formula u = expOfMinusAbs(x, EXP_OF_MINUS);
    Formula half = mul(u, constant(-0.5));
    Formula t = div(u, sub(ONE, half));
    Formula z = mul(t, t);
    Formula log1p = fma(t, fma(z, Polynomials.horner(z, SOFTPLUS), half), u);
    return add(max(x, ZERO), log1p);
  }

  /// c·e^−|x|, with c the first of the coefficients.
  private static Formula expOfMinusAbs(Formula x, double[] coefficients) {
    Formula bounded = min(abs(x), constant(105));
    Formula k = multiplesIn(bounded, -LOG2_E, FOR_SCALE);
    return apply(Primitive.SCALE, Polynomials.horner(rest(bounded, k, -1), coefficients), k);
  }

  /// k, the whole number nearest to x·scale. There are no ties: with a scale of 24 bits the product
  /// is never half a whole number, so the bias changes no k.
  ///
  /// @param bias what is added to k for the time between, in whose lowest bits it then stands
  private static Formula multiplesIn(Formula x, double scale, int bias) {
    Formula shift = constant(SHIFT + bias);
    return sub(fma(x, constant(scale), shift), shift);
  }

  /// x − k·ln 2·scale
  private static Formula rest(Formula x, Formula k, double scale) {
    Formula first = fma(k, constant(-LN_2_HIGH * scale), x);
    return fma(k, constant(-LN_2_LOW * scale), first);
  }
}
