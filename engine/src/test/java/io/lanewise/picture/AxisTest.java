package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void aRoundedAxisEndsAtTicks() {
    Axis axis = Axis.rounded(0.13, 1.7, 5);
    assertArrayEquals(new String[] {"0", "0.5", "1.0", "1.5", "2.0"}, axis.labels);
    assertEquals(0, axis.at(0));
    assertEquals(1, axis.at(2));
  }

  @Test
  void aTightAxisSpansExactlyItsValues() {
    Axis axis = Axis.tight(1, 10, 5, true);
    assertEquals(0, axis.at(1));
    assertEquals(1, axis.at(10));
    assertArrayEquals(new String[] {"2", "4", "6", "8", "10"}, axis.labels);
  }

  @Test
  void betweenWholeValuesLiesNoTick() {
    assertArrayEquals(new String[] {"1", "2", "3"}, Axis.tight(1, 3, 7, true).labels);
    assertArrayEquals(new String[] {"4"}, Axis.tight(4, 4, 7, true).labels);
  }

  @Test
  void aConstantLiesInTheMiddle() {
    assertEquals(0.5, Axis.tight(3, 3, 5, false).at(3), 1e-12);
    assertEquals(0.5, Axis.tight(0, 0, 5, false).at(0), 1e-12);
    assertEquals(0.5, Axis.logarithmic(1e-3, 1e-3, 5).at(1e-3), 0.2);
  }

  @Test
  void everyRangeHasAFewTicksAscendingAndInside() {
    double[] bounds = {-1e300, -7e7, -1, -0.3, 0, 1e-250, 3e-9, 0.5, 0.50000001, 12, 1e6, 1e300};
    for (double low : bounds) {
      for (double high : bounds) {
        if (low <= high) {
          check(Axis.rounded(low, high, 5), low + " to " + high);
        }
        if (low > 0 && low <= high) {
          check(Axis.logarithmic(low, high, 5), "log " + low + " to " + high);
        }
      }
    }
  }

  private static void check(Axis axis, String range) {
    int n = axis.ticks.length;
    assertTrue(n >= 2 && n <= 12, range + ": " + n + " ticks");
    for (int i = 0; i < n; i++) {
      double at = axis.at(axis.ticks[i]);
      assertTrue(at >= -1e-6 && at <= 1 + 1e-6, range + ": tick at " + at);
      assertTrue(i == 0 || axis.ticks[i] > axis.ticks[i - 1], range);
      assertTrue(i == 0 || !axis.labels[i].equals(axis.labels[i - 1]), range);
    }
  }

  @Test
  void aLogarithmicAxisHasPowersOfTen() {
    Axis axis = Axis.logarithmic(0.0021, 47, 5);
    assertArrayEquals(new String[] {"0.001", "0.01", "0.1", "1", "10", "100"}, axis.labels);
    assertEquals(0.6, axis.at(1), 1e-12);
  }

  @Test
  void aShortLogarithmicAxisHasTicksBetweenPowersOfTen() {
    assertArrayEquals(new String[] {"0.2", "0.5", "1", "2"}, Axis.logarithmic(0.3, 1.5, 5).labels);
  }
}
