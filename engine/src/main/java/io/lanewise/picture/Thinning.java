package io.lanewise.picture;

import java.util.Arrays;

/// Thins a curve of many points to what can be seen: of the points that fall into one column of
/// pixels, the first, the lowest, the highest and the last are kept, in their order. Drawn as lines
/// the two look the same (Jugel et al., "M4: A Visualization-Oriented Time Series Data
/// Aggregation", 2014).
final class Thinning {
  private Thinning() {}

  /// The indices of the points to keep.
  ///
  /// @param x where each point lies across, in pixels; NaN is a gap, and one gap in a row is kept
  /// @param y where each point lies, in any unit
  static int[] keep(double[] x, double[] y) {
    int[] kept = new int[x.length];
    int n = 0;
    for (int from = 0; from < x.length; ) {
      int to = from + 1;
      long column = column(x[from]);
      while (to < x.length && column(x[to]) == column) {
        to++;
      }
      n = column == GAP ? append(kept, n, from) : extremes(y, from, to, kept, n);
      from = to;
    }
    return Arrays.copyOf(kept, n);
  }

  private static final long GAP = Long.MIN_VALUE;

  private static long column(double x) {
    return Double.isNaN(x) ? GAP : (long) Math.floor(x);
  }

  private static int extremes(double[] y, int from, int to, int[] kept, int n) {
    int lowest = from;
    int highest = from;
    for (int i = from + 1; i < to; i++) {
      if (y[i] < y[lowest]) {
        lowest = i;
      }
      if (y[i] > y[highest]) {
        highest = i;
      }
    }
    n = append(kept, n, from);
    n = append(kept, n, Math.min(lowest, highest));
    n = append(kept, n, Math.max(lowest, highest));
    return append(kept, n, to - 1);
  }

  /// Appends an index unless it was the last one appended.
  private static int append(int[] kept, int n, int index) {
    if (n == 0 || kept[n - 1] != index) {
      kept[n++] = index;
    }
    return n;
  }
}
