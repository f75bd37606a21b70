package io.lanewise.picture;

import java.util.Arrays;

/// One axis of a chart: the values it spans, where a value lies on it, and its ticks.
final class Axis {
  /// The narrowest span drawn, relative to the values: below it ticks would all read the same.
  private static final double NARROWEST = 1e-6;

  private final double low;
  private final double high;
  private final boolean logarithmic;

  /// The values marked on the axis, ascending.
  final double[] ticks;

  /// What each tick reads.
  final String[] labels;

  private Axis(double low, double high, boolean logarithmic, double[] ticks, String[] labels) {
    this.low = low;
    this.high = high;
    this.logarithmic = logarithmic;
    this.ticks = ticks;
    this.labels = labels;
  }

  /// A linear axis over [low, high] that ends at ticks, with about `count` of them, 1, 2 or 5 times
  /// a power of ten apart.
  static Axis rounded(double low, double high, int count) {
    return linear(low, high, count, true, false);
  }

  /// A linear axis over exactly [low, high]; where values are `whole` no tick lies between them.
  static Axis tight(double low, double high, int count, boolean whole) {
    return linear(low, high, count, false, whole);
  }

  private static Axis linear(double low, double high, int count, boolean round, boolean whole) {
    double middle = low / 2 + high / 2;
    double narrowest = Math.max(Math.abs(low), Math.abs(high)) * NARROWEST;
    if (high - low <= narrowest) {
      double half = whole || middle == 0 ? 0.5 : Math.abs(middle) * 0.1;
      low = middle - half;
      high = middle + half;
    }
    int exponent = (int) Math.floor(StrictMath.log10((high - low) / count));
    double unit = tenTo(exponent);
    double steps = (high - low) / unit / count;
    // Rounded up for the most part, so that there are seldom more ticks than asked for.
    int multiple = steps < 1.1 ? 1 : steps < 2.2 ? 2 : steps < 5.5 ? 5 : 10;
    if (multiple == 10) {
      multiple = 1;
      exponent++;
    }
    if (whole && exponent < 0) {
      multiple = 1;
      exponent = 0;
    }
    double step = multiple * tenTo(exponent);
    // A little slack keeps a bound that is a tick up to rounding from gaining another.
    double slack = 1e-9;
    long first = (long) (round ? Math.floor(low / step + slack) : Math.ceil(low / step - slack));
    long last = (long) (round ? Math.ceil(high / step - slack) : Math.floor(high / step + slack));
    double[] ticks = new double[(int) Math.max(0, last - first + 1)];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = (first + i) * multiple * tenTo(exponent);
    }
    if (round) {
      low = Math.min(low, first * step);
      high = Math.max(high, last * step);
    }
    return new Axis(low, high, false, ticks, linearLabels(ticks, exponent));
  }

  /// Decimals as the step needs them; very large or very small values share a power of ten.
  private static String[] linearLabels(double[] ticks, int stepExponent) {
    String[] labels = new String[ticks.length];
    double largest = 0;
    for (double tick : ticks) {
      largest = Math.max(largest, Math.abs(tick));
    }
    int exponent = largest == 0 ? 0 : (int) Math.floor(StrictMath.log10(largest));
    boolean plain = exponent >= -3 && exponent < 6;
    for (int i = 0; i < ticks.length; i++) {
      if (plain || ticks[i] == 0) {
        labels[i] = ticks[i] == 0 ? "0" : Numbers.fixed(ticks[i], Math.max(0, -stepExponent));
      } else {
        int decimals = Math.max(0, exponent - stepExponent);
        labels[i] =
            Numbers.fixed(ticks[i] / tenTo(exponent), decimals) + Numbers.timesTen(exponent);
      }
    }
    return labels;
  }

  /// A logarithmic axis over [low, high], both positive: powers of ten, thinned where there are
  /// many; 1, 2 and 5 times them where there are few.
  static Axis logarithmic(double low, double high, int count) {
    if (high <= low * (1 + NARROWEST)) {
      low /= 2;
      high *= 2;
    }
    int first = (int) Math.floor(StrictMath.log10(low));
    int last = (int) Math.ceil(StrictMath.log10(high));
    int decades = last - first;
    boolean between = decades <= 2;
    int stride = Math.max(1, (decades + count - 1) / count);
    double[] ticks = new double[3 * (decades / stride + 2)];
    String[] labels = new String[ticks.length];
    int n = 0;
    // Bounds widen to the nearest tick outside, so that a curve never touches the frame.
    double from = 0;
    double to = 0;
    for (int e = first; e <= last; e += between ? 1 : stride) {
      for (int multiple = 1; multiple <= (between ? 5 : 1); multiple += multiple == 1 ? 1 : 3) {
        double tick = multiple * tenTo(e);
        if (tick <= low) {
          from = tick;
          n = 0;
        } else if (to != 0) {
          continue;
        } else if (tick >= high) {
          to = tick;
        }
        ticks[n] = tick;
        labels[n++] = e >= -4 && e < 5 ? Numbers.fixed(tick, Math.max(0, -e)) : power(multiple, e);
      }
    }
    return new Axis(
        from == 0 ? low : from,
        to == 0 ? high : to,
        true,
        Arrays.copyOf(ticks, n),
        Arrays.copyOf(labels, n));
  }

  private static String power(int multiple, int exponent) {
    return multiple == 1 ? Numbers.powerOfTen(exponent) : multiple + Numbers.timesTen(exponent);
  }

  /// Where a value lies: 0 at the low end, 1 at the high end.
  double at(double value) {
    if (logarithmic) {
      double from = StrictMath.log(low);
      return (StrictMath.log(value) - from) / (StrictMath.log(high) - from);
    }
    return (value - low) / (high - low);
  }

  /// The power of ten, correctly rounded.
  private static double tenTo(int exponent) {
    return Double.parseDouble("1e" + exponent);
  }
}
