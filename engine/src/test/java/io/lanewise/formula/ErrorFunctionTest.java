package io.lanewise.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
  /// Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 7.1, ten decimals.
  @ParameterizedTest
  @CsvSource({
    "0.02, 0.0225645747",
    "0.1, 0.1124629160",
    "0.5, 0.5204998778",
    "0.84, 0.7651427115",
    "1.0, 0.8427007929",
    "1.24, 0.9205051843",
    "1.5, 0.9661051465",
    "2.0, 0.9953222650"
  })
  void matchesThePublishedTable(double x, double expected) {
    assertEquals(expected, Composite.ERF.value(x), 0.51e-10);
    assertEquals(-expected, Composite.ERF.value(-x), 0.51e-10);
  }

  /// NIST Digital Library of Mathematical Functions, 7.6.1: erf z = 2/√π Σ (−1)ⁿ z²ⁿ⁺¹ / (n! (2n +
  /// 1)).
  @Test
  void matchesItsPowerSeries() {
    for (double x = 0x1p-20; x < 2; x += 0.0101) {
      double term = x;
      double sum = 0;
      for (int n = 0; n < 60; n++) {
        sum += term / (2 * n + 1);
        term *= -x * x / (n + 1);
      }
      assertEquals(2 / Math.sqrt(Math.PI) * sum, Composite.ERF.value(x), 4e-15);
    }
  }

  @Test
  void piecesMeet() {
    for (double joint : new double[] {0.84375, 1.25, 1 / 0.35, 6}) {
      double below = Composite.ERF.value(Math.nextDown(joint));
      double above = Composite.ERF.value(joint);
      assertEquals(below, above, 3 * Math.ulp(above));
    }
  }

  @Test
  void specialValues() {
    assertEquals(1, Composite.ERF.value(Double.POSITIVE_INFINITY));
    assertEquals(-1, Composite.ERF.value(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, Composite.ERF.value(Double.NaN));
    assertEquals(-0.0, Composite.ERF.value(-0.0));
  }
}
