package io.lanewise.formula;

/// Polynomials by Horner's rule, one fused multiplication-addition a coefficient.
final class Polynomials {
  private Polynomials() {}

  /// c₀ + x·(c₁ + x·(c₂ + …))
  static Formula horner(Formula x, double... c) {
    Formula sum = Formula.constant(c[c.length - 1]);
    for (int i = c.length - 2; i >= 0; i--) {
      sum = Formula.fma(sum, x, Formula.constant(c[i]));
    }
    return sum;
  }

  /// The same polynomial, the even and the odd powers apart: as many operations, given x², in half
  /// the time, for the two sums do not wait for each other.
  static Formula apart(Formula x, Formula square, double... c) {
    Formula[] sums = new Formula[2];
    for (int i = c.length - 1; i >= 0; i--) {
      Formula next = Formula.constant(c[i]);
      sums[i & 1] = sums[i & 1] == null ? next : Formula.fma(sums[i & 1], square, next);
    }
    return Formula.fma(sums[1], x, sums[0]);
  }

  /// [#horner] in double, for reference values.
  static double horner(double x, double... c) {
    double sum = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      sum = sum * x + c[i];
    }
    return sum;
  }
}
