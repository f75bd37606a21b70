package io.lanewise.formula;

import static io.lanewise.formula.Formula.*;

final class Exponentials {
  private Exponentials() {}

  static Formula exp(Formula a) {
    Formula x = max(min(a, constant(88.3)), constant(-87.3));
    Formula k = sub(fma(x, constant(1.44269504f), constant(12582912)), constant(12582912));
    Formula r = fma(k, constant(-0.693359375f), x);
    r = fma(k, constant(2.12194440e-4f), r);
    Formula p = constant(1.9875691500E-4f);
    for (double q :
        new double[] {
          1.3981999507E-3, 8.3334519073E-3, 4.1665795894E-2, 1.6666665459E-1, 5.0000001201E-1
        }) {
      p = fma(p, r, constant(q));
    }
    return mul(add(fma(p, mul(r, r), r), ONE), apply(Primitive.EXP2I, k));
  }

  static Formula expm1(Formula a) {
    return sub(of(Composite.EXP, a), ONE);
  }

  static Formula tanh(Formula a) {
    return sub(mul(constant(2), of(Composite.SIGMOID, mul(constant(2), a))), ONE);
  }

  static Formula sigmoid(Formula a) {
    return div(ONE, add(ONE, of(Composite.EXP, neg(a))));
  }

  static Formula softplus(Formula a) {
    return add(max(a, ZERO), of(Composite.LOG1P, of(Composite.EXP, neg(abs(a)))));
  }
}
