package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NumbersTest {
  private static String coordinate(double value) {
    StringBuilder s = new StringBuilder();
    Numbers.appendCoordinate(s, value);
    return s.toString();
  }

  @Test
  void coordinatesHaveAtMostTwoDecimalsAndNoTrailingZeros() {
    assertEquals("12", coordinate(12));
    assertEquals("0.5", coordinate(0.5));
    assertEquals("0.05", coordinate(0.05));
    assertEquals("-3.25", coordinate(-3.2501));
    assertEquals("1", coordinate(0.999));
    assertEquals("0", coordinate(-0.001));
    assertEquals("1000000000000", coordinate(1e12));
  }

  @Test
  void coordinatesThatCannotBeDrawnAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> coordinate(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> coordinate(Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> coordinate(1e13));
  }

  @Test
  void valuesKeepTheirSignificantDigits() {
    assertEquals("0.04123", Numbers.significant(0.041234, 4));
    assertEquals("−3.5", Numbers.significant(-3.5, 4));
    assertEquals("1", Numbers.significant(0.99999, 4));
    assertEquals("100", Numbers.significant(100, 2));
    assertEquals("0", Numbers.significant(-0.0, 3));
  }

  @Test
  void valuesFarFromOneBecomePowersOfTen() {
    assertEquals("1.2×10⁻⁷", Numbers.significant(1.2e-7, 3));
    assertEquals("−2.5×10¹⁰", Numbers.significant(-2.5e10, 3));
  }

  @Test
  void whatIsNotFiniteHasAName() {
    assertEquals("NaN", Numbers.significant(Double.NaN, 3));
    assertEquals("∞", Numbers.significant(Double.POSITIVE_INFINITY, 3));
    assertEquals("−∞", Numbers.significant(Double.NEGATIVE_INFINITY, 3));
  }

  @Test
  void aShareOfNothingIsADash() {
    assertEquals("97.6%", Numbers.percent(0.9764));
    assertEquals("–", Numbers.percent(0.0 / 0));
  }
}
