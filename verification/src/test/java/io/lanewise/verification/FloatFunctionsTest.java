package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.formula.Composite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The functions' documented largest errors, over every float (tag `thorough`, about 25 minutes) or
/// over a sample of them; special values must agree to the bit.
class FloatFunctionsTest {
  private static final long FLOATS = 1L << 32;

  @Tag("thorough")
  @ParameterizedTest
  @EnumSource(names = "POW", mode = EnumSource.Mode.EXCLUDE)
  void errorOverEveryFloatIsAtMostTheDocumentedOne(Composite function) {
    sweep(function, 1);
  }

  @ParameterizedTest
  @EnumSource(names = "POW", mode = EnumSource.Mode.EXCLUDE)
  void errorOverASampleIsAtMostTheDocumentedOne(Composite function) {
    sweep(function, 7_919);
  }

  private static void sweep(Composite function, int stride) {
    Block block = new Block(function);
    float[] x = block.input(0);
    double worst = 0;
    float at = 0;
    for (long from = 0; from < FLOATS; from += (long) stride * Block.LENGTH) {
      for (int i = 0; i < Block.LENGTH; i++) {
        x[i] = Float.intBitsToFloat((int) (from + (long) stride * i));
      }
      float[] y = block.run();
      for (int i = 0; i < Block.LENGTH; i++) {
        double error = ulps(y[i], function.value(x[i]));
        if (error > worst) {
          worst = error;
          at = x[i];
        }
      }
    }
    double limit = FunctionErrors.documented(function);
    String found = function.label() + "(" + Float.toHexString(at) + ") is " + worst + " ulp off";
    assertTrue(worst <= limit, () -> found + ", documented are " + limit);
  }

  /// Distance from the true value in units of the last place of the float nearest to it.
  private static double ulps(float value, double truth) {
    float nearest = (float) truth;
    if (Float.compare(value, nearest) == 0 && (nearest == 0 || !Float.isFinite(nearest))) {
      return 0;
    }
    boolean special = !Float.isFinite(nearest) || !Float.isFinite(value);
    if (special || value == 0 && nearest == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.abs(value - truth) / Math.ulp(nearest);
  }
}
