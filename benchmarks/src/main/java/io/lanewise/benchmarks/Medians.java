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

  /// The values of the rounds that are so, NaN for the rest.
  static double[] where(boolean[] marks, boolean wanted, double[] values) {
    double[] chosen = new double[values.length];
    Arrays.setAll(chosen, i -> marks[i] == wanted ? values[i] : Double.NaN);
    return chosen;
  }
}
