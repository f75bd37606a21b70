package io.lanewise.benchmarks;

import java.util.Arrays;

/// Medians over rounds; a round that has no figure is NaN and does not count.
final class Medians {
  private Medians() {}

  /// The median, or NaN of nothing.
  static double of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /// The median of the rounds' ratios, which is not the ratio of medians.
  static double ofRatio(double[] dividends, double[] divisors) {
    double[] ratios = new double[dividends.length];
    Arrays.setAll(ratios, i -> dividends[i] / divisors[i]);
    return of(ratios);
  }
}
