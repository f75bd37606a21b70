package io.lanewise.formula;

import static io.lanewise.formula.Formula.*;

final class Logarithms {
  private Logarithms() {}

  static Formula log(Formula a) {
    Formula m = apply(Primitive.SIGNIFICAND, a);
    Formula s = div(sub(m, constant(1.41421356)), add(m, constant(1.41421356)));
    Formula s2 = mul(s, s);
    Formula p = constant(2.0 / 9);
    for (double c : new double[] {2.0 / 7, 2.0 / 5, 2.0 / 3, 2}) {
      p = fma(p, s2, constant(c));
    }
    return fma(
        apply(Primitive.EXPONENT, a),
        constant(Math.log(2)),
        add(mul(p, s), constant(0.5 * Math.log(2))));
  }

  static Formula log1p(Formula a) {
    return of(Composite.LOG, add(ONE, a));
  }

  static Formula pow(Formula a, Formula b) {
    return of(Composite.EXP, mul(b, of(Composite.LOG, a)));
  }
}
