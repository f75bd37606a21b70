package io.lanewise.formula;

import static io.lanewise.formula.Formula.*;

final class Logarithms {
  private Logarithms() {}

  static Formula log(Formula a) {
    Formula small = greater(ONE, a);
    Formula b = mul(a, fma(small, constant(0x1p64), constant(0.25)));
    Formula e = apply(Primitive.EXPONENT, mul(b, constant(6)));
    Formula f = fma(b, apply(Primitive.EXP2I, sub(constant(2), e)), constant(-1));
    Formula w = fma(mul(f, f), Polynomials.horner(f, LOG), f);
    Formula y = fma(fma(small, constant(-66), e), constant(Math.log(2)), w);
    return min(y, mul(sub(sqrt(a), constant(0x1p-100)), constant(Double.POSITIVE_INFINITY)));
  }

  private static final double[] LOG = {
    -0x1.0000000000000p-1,
    0x1.5555560000000p-2,
    -0x1.ffff180000000p-3,
    0x1.9997ee0000000p-3,
    -0x1.55978c0000000p-3,
    0x1.24eb6e0000000p-3,
    -0x1.f3b02e0000000p-4,
    0x1.b91ef80000000p-4,
    -0x1.06c2b20000000p-3,
    0x1.e9d19e0000000p-4
  };

  static Formula log1p(Formula a) {
    return of(Composite.LOG, add(ONE, a));
  }

  static Formula pow(Formula a, Formula b) {
    return of(Composite.EXP, mul(b, of(Composite.LOG, a)));
  }
}
