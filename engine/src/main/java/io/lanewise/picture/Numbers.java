package io.lanewise.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as text, the same in every locale.
final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /// Beyond this a coordinate no longer fits the arithmetic of [#appendCoordinate], nor any screen.
  private static final double LARGEST_COORDINATE = 1e12;

  private Numbers() {}

  /// Appends a coordinate with at most two decimals, as short as it goes: `12`, `0.5`, `-3.25`.
  static void appendCoordinate(StringBuilder out, double value) {
    if (!(Math.abs(value) <= LARGEST_COORDINATE)) {
      throw new IllegalArgumentException("coordinate " + value + " cannot be drawn");
    }
    long hundredths = Math.round(value * 100);
    if (hundredths < 0) {
      out.append('-');
      hundredths = -hundredths;
    }
    out.append(hundredths / 100);
    int rest = (int) (hundredths % 100);
    if (rest != 0) {
      out.append('.').append(rest / 10);
      if (rest % 10 != 0) {
        out.append(rest % 10);
      }
    }
  }

  /// A value to read, with at most `digits` significant digits: `0.0412`, `−3.5`, `1.2×10⁻⁷`,
  /// `NaN`.
  static String significant(double value, int digits) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return typographic(rounded.toPlainString());
    }
    return typographic(rounded.scaleByPowerOfTen(-exponent).toPlainString()) + timesTen(exponent);
  }

  /// A value with exactly this many decimals, such as a tick of an axis.
  static String fixed(double value, int decimals) {
    return typographic(
        new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
  }

  /// A share between 0 and 1 as a percentage with one decimal; a share of nothing is a dash.
  static String percent(double share) {
    return Double.isNaN(share) ? "–" : fixed(100 * share, 1) + "%";
  }

  /// `×10⁻⁷`.
  static String timesTen(int exponent) {
    return "×" + powerOfTen(exponent);
  }

  /// `10⁻⁷`.
  static String powerOfTen(int exponent) {
    StringBuilder s = new StringBuilder("10");
    if (exponent < 0) {
      s.append('⁻');
    }
    String digits = Integer.toString(Math.abs(exponent));
    for (int i = 0; i < digits.length(); i++) {
      s.append(SUPERSCRIPTS.charAt(digits.charAt(i) - '0'));
    }
    return s.toString();
  }

  /// With the minus sign of typography, which is as wide as a digit, and no negative zero.
  private static String typographic(String number) {
    return number.startsWith("-") ? "−" + number.substring(1) : number;
  }
}
