package io.lanewise.verification.kernels;

import static io.lanewise.verification.kernels.KernelCheck.U;
import static io.lanewise.verification.kernels.KernelCheck.gamma;

import io.lanewise.formula.Composite;
import io.lanewise.verification.FunctionErrors;

/// The errors that softmax and cross-entropy may have along a row of n elements which differ by at
/// most `range`, to first order and with a hundredth to spare for the rest.
///
/// d = x − m is rounded once, so e^d is off by the share ε = range·u and that of exp. The sum adds
/// γₙ. A quotient has the errors of both sides and one rounding of its own.
///
/// @param n the length of a row
/// @param range the largest distance of two logits
record RowErrors(int n, double range) {
  private static final double SPARE = 1.01;

  /// A unit in the last place is at most 2u of a number.
  private double exponential() {
    return range * U + 2 * U * FunctionErrors.documented(Composite.EXP);
  }

  /// The share of a probability that it may be off.
  double share() {
    return SPARE * (2 * exponential() + gamma(n) + U);
  }

  /// How far d − ln Σ e^d may be off: d's rounding, the sum's error, that of log, and a rounding.
  double logarithm() {
    double sum = Math.log(n) + 1;
    double log = exponential() + gamma(n) + 2 * U * FunctionErrors.documented(Composite.LOG) * sum;
    return SPARE * (range * U + log + U * (range + sum));
  }
}
