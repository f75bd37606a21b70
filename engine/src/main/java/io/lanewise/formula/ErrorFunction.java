package io.lanewise.formula;

final class ErrorFunction {
  private ErrorFunction() {}

  static double erf(double a) {
    return a;
  }

  static Formula erf(Formula a) {
    return a;
  }
}
