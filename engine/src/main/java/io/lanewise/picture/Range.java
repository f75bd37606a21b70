package io.lanewise.picture;

/// The smallest range that holds the values seen.
final class Range {
  double low = Double.POSITIVE_INFINITY;
  double high = Double.NEGATIVE_INFINITY;

  /// Whether every value was a whole number.
  boolean whole = true;

  void add(double value) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    whole &= value == Math.rint(value);
  }

  boolean isEmpty() {
    return low > high;
  }
}
