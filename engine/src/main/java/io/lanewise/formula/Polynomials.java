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

  /// The same in double, for reference values.
  static double horner(double x, double... c) {
    double sum = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      sum = sum * x + c[i];
    }
    return sum;
  }
}
