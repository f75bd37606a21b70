package io.lanewise.verification.rules;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Program;
import java.util.Arrays;
import java.util.List;

/// The symbolic gradient of a formula against differences in double.
final class Slopes {
  private static final double STEP = 1e-4;
  private static final double TOLERANCE = 1e-6;

  private final Program.Evaluator value;
  private final Program.Evaluator gradients;
  private final double[] x;

  /// @param gradients over the inputs, the value and the upstream gradient, as `Gradients.of` gives
  ///     them
  Slopes(Formula formula, List<Formula> gradients, double... x) {
    this.value = Program.of(List.of(formula)).evaluator();
    this.gradients = Program.of(gradients).evaluator();
    this.x = x;
  }

  /// The error along a direction, relative to ‖g‖·‖v‖ + |f|.
  ///
  /// @param noise the size of the largest number on the way, for the rounding of the differences
  /// @throws AssertionError if it is above the tolerance
  double check(double noise, double... direction) {
    double f = value.run(x)[0];
    double[] in = Arrays.copyOf(x, x.length + 2);
    in[x.length] = f;
    in[x.length + 1] = 1;
    double[] g = gradients.run(in);
    double claimed = 0;
    double gg = 0;
    double vv = 0;
    for (int i = 0; i < x.length; i++) {
      claimed += g[i] * direction[i];
      gg += g[i] * g[i];
      vv += direction[i] * direction[i];
    }
    // Richardson: the error of order h² cancels, so h can be large and the rounding small.
    double measured = (4 * difference(STEP / 2, direction) - difference(STEP, direction)) / 3;
    double scale = Math.sqrt(gg * vv) + Math.abs(f) + noise / 1000;
    double error = scale == 0 ? Math.abs(measured) : Math.abs(measured - claimed) / scale;
    if (!(error <= TOLERANCE)) {
      throw new AssertionError(
          "slope at "
              + Arrays.toString(x)
              + " along "
              + Arrays.toString(direction)
              + ": the gradient says "
              + claimed
              + ", differences say "
              + measured);
    }
    return error;
  }

  private double difference(double h, double... v) {
    return (at(h, v) - at(-h, v)) / (2 * h);
  }

  private double at(double h, double... v) {
    return value.run(moved(x, h, v))[0];
  }

  /// x + h·v
  static double[] moved(double[] x, double h, double... v) {
    double[] moved = x.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += h * v[i];
    }
    return moved;
  }

  /// How far the differences step.
  static double step() {
    return STEP;
  }
}
