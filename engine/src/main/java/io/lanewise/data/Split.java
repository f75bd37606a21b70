package io.lanewise.data;

import io.lanewise.random.Philox;
import java.util.Arrays;
import java.util.List;

/// Cuts a dataset into parts, for training and for judging what was learnt.
///
/// Sizes are rounded by largest remainder: each part gets the whole part of its share, and the rows
/// left over go to the largest fractions lost, on a tie to the earlier part. The rows of each part
/// keep their order in the dataset, which is kind to memory and to the eye; a [DataLoader] shuffles
/// them. Parts are views.
public final class Split {
  private Split() {}

  /// The first `n` rows, and the rest.
  ///
  /// @throws IllegalArgumentException if a part would be empty
  public static List<Dataset> first(Dataset data, int n) {
    if (n < 1 || n >= data.size()) {
      throw new IllegalArgumentException(
          "split: the first "
              + n
              + " of "
              + data.size()
              + " rows and the rest: neither part may be empty; take 1 to "
              + (data.size() - 1));
    }
    return List.of(data.take(n), data.range(n, data.size()));
  }

  /// Parts of random rows, one part per fraction: `random(data, 1, 0.7, 0.3)`.
  ///
  /// @param fractions the share of each part; they sum to 1
  /// @throws IllegalArgumentException if the fractions are not positive or do not sum to 1, or a
  ///     part would be empty
  public static List<Dataset> random(Dataset data, long seed, double... fractions) {
    check(fractions);
    int[] rows = new Philox(seed, Streams.SPLIT).permutation(data.size());
    Parts parts = new Parts(data.size(), fractions.length);
    parts.deal(rows, fractions);
    return parts.of(data);
  }

  /// Parts of random rows in which each class has the same share: every class is divided by the
  /// fractions on its own.
  ///
  /// @param fractions the share of each part; they sum to 1
  /// @throws IllegalArgumentException if the dataset has no classes, the fractions are not positive
  ///     or do not sum to 1, or a part would be empty
  public static List<Dataset> stratified(Dataset data, long seed, double... fractions) {
    check(fractions);
    if (data.classes() == 0) {
      throw new IllegalArgumentException(
          "split: " + data + " has no classes to stratify by; use Split.random");
    }
    int[] counts = new int[data.classes()];
    for (int row = 0; row < data.size(); row++) {
      counts[(int) data.target(row)]++;
    }
    int[][] members = new int[counts.length][];
    for (int c = 0; c < counts.length; c++) {
      members[c] = new int[counts[c]];
    }
    int[] met = new int[counts.length];
    for (int row = 0; row < data.size(); row++) {
      int c = (int) data.target(row);
      members[c][met[c]++] = row;
    }
    Parts parts = new Parts(data.size(), fractions.length);
    for (int c = 0; c < members.length; c++) {
      new Philox(seed, Streams.SPLIT + c).shuffle(members[c]);
      parts.deal(members[c], fractions);
    }
    return parts.of(data);
  }

  private static void check(double[] fractions) {
    double sum = 0;
    for (double fraction : fractions) {
      if (!(fraction > 0)) {
        throw new IllegalArgumentException(
            "split: a part of " + fraction + "; every fraction must be above 0");
      }
      sum += fraction;
    }
    if (!(Math.abs(sum - 1) < 1e-6)) {
      throw new IllegalArgumentException(
          "split: the fractions "
              + Arrays.toString(fractions)
              + " sum to "
              + sum
              + "; they must sum to 1");
    }
  }

  /// How many of `n` rows each part gets, by largest remainder.
  static int[] shares(int n, double[] fractions) {
    double sum = 0;
    for (double fraction : fractions) {
      sum += fraction;
    }
    int[] shares = new int[fractions.length];
    double[] lost = new double[fractions.length];
    int left = n;
    for (int i = 0; i < shares.length; i++) {
      double share = n * (fractions[i] / sum);
      shares[i] = (int) share;
      lost[i] = share - shares[i];
      left -= shares[i];
    }
    for (; left > 0; left--) {
      int most = 0;
      for (int i = 1; i < lost.length; i++) {
        // The margin keeps a tie a tie when the shares are rounded: 0.5 lost twice.
        if (lost[i] > lost[most] + 1e-9) {
          most = i;
        }
      }
      shares[most]++;
      lost[most] -= 1;
    }
    return shares;
  }

  /// Rows on their way into parts.
  private static final class Parts {
    private final int[] partOf;
    private final int[] sizes;

    Parts(int rows, int parts) {
      partOf = new int[rows];
      sizes = new int[parts];
    }

    /// Gives each part its share of these rows, in their order.
    void deal(int[] rows, double[] fractions) {
      int[] shares = shares(rows.length, fractions);
      int next = 0;
      for (int part = 0; part < shares.length; part++) {
        for (int i = 0; i < shares[part]; i++) {
          partOf[rows[next++]] = part;
        }
        sizes[part] += shares[part];
      }
    }

    List<Dataset> of(Dataset data) {
      int[][] rows = new int[sizes.length][];
      for (int part = 0; part < sizes.length; part++) {
        if (sizes[part] == 0) {
          throw new IllegalArgumentException(
              "split: part "
                  + part
                  + " of "
                  + data.size()
                  + " rows would be empty; give it a larger fraction or the dataset more rows");
        }
        rows[part] = new int[sizes[part]];
      }
      int[] next = new int[sizes.length];
      for (int row = 0; row < partOf.length; row++) {
        int part = partOf[row];
        rows[part][next[part]++] = row;
      }
      Dataset[] views = new Dataset[sizes.length];
      for (int part = 0; part < views.length; part++) {
        views[part] = data.subset(rows[part]);
      }
      return List.of(views);
    }
  }
}
