package io.lanewise.formula;

import static io.lanewise.formula.Formula.*;

final class Exponentials {
  private static final double SHIFT = 12582912;
  private static final double LOG2E = 1.4426950408889634;
  private static final double LN2_HIGH = (float) 0.6931471805599453;
  private static final double LN2_LOW = 0.6931471805599453 - LN2_HIGH;

  private Exponentials() {}

  static Formula exp(Formula a) {
    Formula x = max(min(a, constant(89)), constant(-104));
    Formula k = sub(fma(x, constant(LOG2E), constant(SHIFT)), constant(SHIFT));
    Formula r = fma(k, constant(-LN2_LOW), fma(k, constant(-LN2_HIGH), x));
    return apply(Primitive.SCALE, Polynomials.horner(r, EXP), k);
  }

  private static final double[] EXP = {
    1, 1, 0x1.fffffcp-2, 0x1.555492p-3, 0x1.5558bp-5, 0x1.12399cp-7, 0x1.6a4ed2p-10
  };
  private static final double[] EXPNEG = {
    1, -1, 0x1.fffffcp-2, -0x1.555492p-3, 0x1.5558bp-5, -0x1.12399cp-7, 0x1.6a4ed2p-10
  };
  private static final double[] EXPM1 = {
    0x1.fffffep-2, 0x1.5554b4p-3, 0x1.5556f2p-5, 0x1.12254ap-7, 0x1.6b9c68p-10
  };
  private static final double[] EXPM1H = {
    0x1.fffffep-1, 0x1.5554b4p-1, 0x1.5556f2p-2, 0x1.12254ap-3, 0x1.6b9c68p-5
  };
  private static final double[] SP = {0x1.555502p-4, 0x1.99d1ccp-7, 0x1.1ec04p-9, 0x1.1eca1ap-11};

  static Formula expm1(Formula a) {
    Formula x = max(min(a, constant(89)), constant(-18));
    Formula k = sub(fma(x, constant(LOG2E), constant(SHIFT)), constant(SHIFT));
    Formula r = fma(k, constant(-LN2_LOW), fma(k, constant(-LN2_HIGH), x));
    Formula p = fma(mul(r, r), Polynomials.horner(r, EXPM1), r);
    Formula k1 = min(k, constant(127));
    Formula s = apply(Primitive.EXP2I, k1);
    Formula e = fma(p, s, sub(s, ONE));
    return apply(Primitive.COPYSIGN, fma(e, sub(k, k1), e), a);
  }

  static Formula tanh(Formula a) {
    Formula x = min(abs(a), constant(9.5));
    Formula k = sub(fma(x, constant(2 * LOG2E), constant(SHIFT)), constant(SHIFT));
    Formula h = fma(k, constant(-LN2_LOW / 2), fma(k, constant(-LN2_HIGH / 2), x));
    Formula p = fma(mul(h, h), Polynomials.horner(h, EXPM1H), h);
    Formula s = apply(Primitive.EXP2I, k);
    Formula half = constant(0.5);
    Formula y = div(fma(p, s, fma(s, half, constant(-0.5))), fma(p, s, fma(s, half, half)));
    return apply(Primitive.COPYSIGN, y, a);
  }

  private static Formula expNegAbs(Formula a) {
    Formula x = min(abs(a), constant(104));
    Formula k = sub(fma(x, constant(-LOG2E), constant(SHIFT)), constant(SHIFT));
    Formula r = fma(k, constant(LN2_LOW), fma(k, constant(LN2_HIGH), x));
    return apply(Primitive.SCALE, Polynomials.horner(r, EXPNEG), k);
  }

  static Formula sigmoid(Formula a) {
    Formula e = expNegAbs(a);
    return div(select(greater(ZERO, a), e, ONE), add(e, ONE));
  }

  static Formula softplus(Formula a) {
    Formula u = expNegAbs(a);
    Formula t = div(u, fma(u, constant(0.5), ONE));
    Formula z = mul(t, t);
    return add(max(a, ZERO), fma(mul(t, z), Polynomials.horner(z, SP), t));
  }
}
