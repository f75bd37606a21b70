package io.lanewise.formula;

final class Trigonometry {
  private Trigonometry() {}

  static Formula sin(Formula a) {
    return a;
  }

  static Formula cos(Formula a) {
    return a;
  }
}
