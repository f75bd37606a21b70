package io.lanewise.formula;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The promised largest errors in ulp, on a sample of all floats and around the critical points;
/// `verification` goes through all of them.
class AccuracyTest {
  private static final int STRIDE = 9_973;
  private static final int NEIGHBOURS = 2_000;

  /// Around these: changes of the reduction, of the method and of the kind of result.
  private static final double[] CRITICAL = {
    0x1p-149,
    0x1p-126,
    0x1p-24,
    0x1p-12,
    0.34657359,
    1.0 / 3,
    0.5,
    2.0 / 3,
    0.7071,
    0.78,
    0.7854,
    1,
    1.0397,
    4.0 / 3,
    Math.sqrt(2),
    Math.PI / 2,
    2,
    Math.PI,
    1.5 * Math.PI,
    4,
    9.02,
    9.5,
    17.33,
    18,
    87.34,
    88.38,
    88.7228,
    103.28,
    103.97,
    104,
    1e3 * Math.PI / 2,
    0x1p22,
    0x1p23,
    0x1p24,
    0x1p46,
    0x1p70,
    0x1p94,
    0x1p118,
    0x1.5555p127,
    0x1.fffffep127
  };

  private static double bound(Composite function) {
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

  @ParameterizedTest
  @EnumSource(names = "POW", mode = EnumSource.Mode.EXCLUDE)
  void errorStaysBelowThePromisedOne(Composite function) {
    Float32 f = Float32.of(function);
    DoubleUnaryOperator truth = function::value;
    double bound = bound(function);
    for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
      check(function, f, truth, Float.intBitsToFloat((int) bits), bound);
    }
    for (double point : CRITICAL) {
      int bits = Float.floatToRawIntBits((float) point);
      for (int i = bits - NEIGHBOURS; i <= bits + NEIGHBOURS; i++) {
        float x = Float.intBitsToFloat(Math.max(i, 0));
        check(function, f, truth, x, bound);
        check(function, f, truth, -x, bound);
      }
    }
  }

  @Test
  void powerStaysBelowThePromisedErrorOverTheWholeRangeOfResults() {
    Float32 pow = Float32.of(Composite.POW);
    double bound = bound(Composite.POW);
    for (int i = 0; i < 1_000_000; i++) {
      // Two sequences of low discrepancy: x over all magnitudes, the result from 2⁻¹⁵⁰ to 2¹²⁸.
      double u = i * 0.7548776662466927 % 1;
      double v = i * 0.5698402909980532 % 1;
      float x = i % 2 == 0 ? (float) StrictMath.pow(2, 276 * u - 149) : (float) (0.6 + u);
      float y = (float) ((278 * v - 150) * StrictMath.log(2) / StrictMath.log(x));
      double error = Ulps.between(pow.at(x, y), StrictMath.pow(x, y));
      assertTrue(error <= bound, () -> "pow(" + x + ", " + y + "): " + error + " ulp");
    }
  }

  private static void check(
      Composite function, Float32 f, DoubleUnaryOperator truth, float x, double bound) {
    double error = Ulps.between(f.at(x), truth.applyAsDouble(x));
    if (!(error <= bound)) {
      throw new AssertionError(
          function + " at " + x + " (" + Float.toHexString(x) + "): " + error + " ulp");
    }
  }
}
