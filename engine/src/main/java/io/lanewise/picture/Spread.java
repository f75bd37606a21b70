package io.lanewise.picture;

import java.util.Arrays;

/// Keeps things in a row apart while each stays as near as it can to where it wants to be.
final class Spread {
  private Spread() {}

  /// Positions in the same order that minimise Σ wᵢ(xᵢ − wantedᵢ)² with
  /// `xᵢ₊₁ − xᵢ ≥ gapᵢ`, where `gaps[i]` lies between i and i + 1.
  ///
  /// Less the gaps before it each position only has to be no smaller than the one before: isotonic
  /// regression, solved by pooling neighbours that violate it (Ayer et al., 1955), in linear time.
  ///
  /// @param weights how much each insists on its place; positive
  static double[] inOrder(double[] wanted, double[] weights, double[] gaps) {
    int n = wanted.length;
    double[] mean = new double[n];
    double[] weight = new double[n];
    int[] size = new int[n];
    int pools = 0;
    double offset = 0;
    for (int i = 0; i < n; i++) {
      mean[pools] = wanted[i] - offset;
      weight[pools] = weights[i];
      size[pools++] = 1;
      while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
        pools--;
        double both = weight[pools - 1] + weight[pools];
        mean[pools - 1] += (mean[pools] - mean[pools - 1]) * (weight[pools] / both);
        weight[pools - 1] = both;
        size[pools - 1] += size[pools];
      }
      offset += i < gaps.length ? gaps[i] : 0;
    }
    double[] x = new double[n];
    offset = 0;
    for (int pool = 0, i = 0; pool < pools; pool++) {
      for (int end = i + size[pool]; i < end; i++) {
        x[i] = mean[pool] + offset;
        offset += i < gaps.length ? gaps[i] : 0;
      }
    }
    return x;
  }

  /// Positions at least `gap` apart and inside [low, high] where there is room for all, whatever
  /// the order they come in.
  static double[] apart(double[] wanted, double gap, double low, double high) {
    int n = wanted.length;
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Double.compare(wanted[a], wanted[b]));
    double[] sorted = new double[n];
    double[] ones = new double[n];
    double[] gaps = new double[Math.max(0, n - 1)];
    Arrays.fill(ones, 1);
    Arrays.fill(gaps, gap);
    for (int i = 0; i < n; i++) {
      double room = (n - 1 - i) * gap;
      sorted[i] = Math.max(low + i * gap, Math.min(high - room, wanted[order[i]]));
    }
    double[] placed = inOrder(sorted, ones, gaps);
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      result[order[i]] = placed[i];
    }
    return result;
  }
}
