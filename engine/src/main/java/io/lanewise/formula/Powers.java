package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.abs;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.apply;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.equal;
import static io.lanewise.formula.Formula.floor;
import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.max;
import static io.lanewise.formula.Formula.min;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;

/// The float32 expansion of xʸ: 2^(y·log₂|x|), where the logarithm and the product carry the
/// rounding error of their leading float in a second one.
///
/// The exponent can be 128 with an error of 2⁻²⁴ allowed, so the logarithm must hold 31 bits. With
/// |x| = 2ᵉ·(1 + f), s = f / (2 + f) and z = s² it is e + s·(2/ln 2 + w), w = z·Q(z). As |s| ≤
/// 0.172, w is a hundredth of the constant, so only Q's own rounding may go without a second part.
final class Powers {
  private static final double TWO_LOG2_E = 2 / 0.6931471805599453;
  private static final double TWO_LOG2_E_HIGH = (float) TWO_LOG2_E;

  /// Q, for 0 ≤ z ≤ 0.0295; error of the logarithm relative 1.2e-11. Fitted as in [Exponentials].
  private static final double[] LOG2 = {0x1.ec709ep-1, 0x1.2776ep-1, 0x1.a5d044p-2, 0x1.5890b6p-2};

  /// 2ʳ for |r| ≤ ½, relative error 3.0e-9.
  private static final double[] EXP2 = {
    1, 0x1.62e43p-1, 0x1.ebfbdcp-3, 0x1.c6af7ap-5, 0x1.3b2dd4p-7, 0x1.5f097p-10, 0x1.417a2ep-13
  };

  private static final Formula TWO = constant(2);
  private static final Formula INFINITY = constant(Double.POSITIVE_INFINITY);

  private Powers() {}

  /// A value and what its rounding lost.
  private record Pair(Formula high, Formula low) {}

  /// xʸ, at most 1.1 ulp off on 6·10⁷ pairs, in 91 primitives; special values by the rules of
  /// `Math.pow`.
  static Formula pow(Formula x, Formula y) {
    Formula size = abs(x);
    Formula regular = mul(greater(size, ZERO), greater(INFINITY, size));
    Pair log = log2(select(regular, size, ONE));

    // Bounded, y·log₂|x| has a finite rounding error; its leading float keeps ∞·0 = NaN, and for x
    // = 0 and ∞ is −∞ or ∞ as y says.
    Formula bounded = between(y, 0x1p31);
    Formula product = mul(bounded, log.high);
    Formula low = fma(bounded, log.low, fma(bounded, log.high, neg(product)));
    Formula edge = mul(mul(y, sub(size, ONE)), INFINITY);
    Formula high = between(select(regular, mul(y, log.high), edge), 200);
    Formula k = Exponentials.nearest(high);
    Formula r = add(sub(high, k), between(low, 0x1p-10));
    Formula power = apply(Primitive.SCALE, Polynomials.horner(r, EXP2), k);

    Formula half = floor(mul(y, constant(0.5)));
    Formula even = equal(add(half, half), y);
    Formula whole = equal(floor(y), y);
    Formula signed = select(sub(whole, even), apply(Primitive.COPYSIGN, power, x), power);
    Formula complex = mul(mul(greater(ZERO, x), regular), sub(ONE, whole));
    Formula real = select(complex, constant(Double.NaN), signed);
    return select(equal(y, ZERO), ONE, real);
  }

  /// log₂ x for positive finite x; e and f as in [Logarithms], but 1 + f in [√½, √2).
  private static Pair log2(Formula x) {
    Formula small = greater(ONE, x);
    Formula b = mul(x, fma(small, constant(0x1p64), constant(0.25)));
    Formula exponent = apply(Primitive.EXPONENT, mul(b, constant(0x1.6ap2)));
    Formula f = fma(b, apply(Primitive.EXP2I, sub(TWO, exponent)), constant(-1));
    Formula e = fma(small, constant(-66), exponent);

    // s = f / (2 + f), where 2 + f = d + dLow
    Formula d = add(f, TWO);
    Formula dLow = sub(f, sub(d, TWO));
    Formula reciprocal = div(ONE, d);
    Formula s = mul(f, reciprocal);
    Formula minus = neg(s);
    Formula sLow = mul(fma(minus, dLow, fma(minus, d, f)), reciprocal);

    Formula z = mul(s, s);
    Formula zLow = fma(mul(s, TWO), sLow, fma(s, s, neg(z)));
    Formula q = Polynomials.horner(z, LOG2);
    Formula w = mul(z, q);
    Formula wLow = fma(zLow, q, fma(z, q, neg(w)));

    Formula c = constant(TWO_LOG2_E_HIGH);
    Formula factor = add(w, c);
    Formula lost = sub(w, sub(factor, c));
    Formula factorLow = add(add(wLow, constant(TWO_LOG2_E - TWO_LOG2_E_HIGH)), lost);

    Formula p = mul(s, factor);
    Formula pLow = fma(sLow, factor, fma(s, factorLow, fma(s, factor, neg(p))));
    Formula log = add(e, p);
    return new Pair(log, add(pLow, sub(p, sub(log, e))));
  }

  private static Formula between(Formula a, double bound) {
    return max(min(a, constant(bound)), constant(-bound));
  }
}
