package io.lanewise.verification;

import io.lanewise.formula.Composite;

/// The largest errors that the functions are documented to have, in units of the last place.
public final class FunctionErrors {
  /// The error of what is rounded once; the truth itself is a double, hence a little more than ½.
  public static final double ROUNDED = 0.5 + 0x1p-20;

  private FunctionErrors() {}

  /// The error of a composite, from the table of `io.lanewise.formula`.
  public static double documented(Composite function) {
    return switch (function) {
      case EXP -> 0.90;
      case EXPM1 -> 1.31;
      case LOG -> 0.91;
      case LOG1P -> 1.13;
      case POW -> 1.10;
      case SIN, COS -> 1.54;
      case TANH -> 1.97;
      case SIGMOID -> 1.99;
      case SOFTPLUS -> 1.75;
      case ERF -> 1.13;
    };
  }
}
