package io.lanewise.benchmarks;

import java.util.Arrays;

/// What an operand holds: numbers spread evenly between two bounds, the same in every run.
///
/// @param low the lower bound
/// @param high the upper bound
/// @param whole whether they are rounded down to whole numbers
/// @param sameAs the operand whose buffer this one is, or −1
record Range(float low, float high, boolean whole, int sameAs) {
  /// What a kernel writes without reading it.
  static final Range ZERO = of(0, 0);

  /// Large operands repeat the numbers of so many elements.
  private static final int PERIOD = 1 << 20;

  private static final float[] NOISE = noise();

  static Range of(double low, double high) {
    return new Range((float) low, (float) high, false, -1);
  }

  /// Whole numbers from 0 to `count` − 1.
  static Range below(int count) {
    return new Range(0, count, true, -1);
  }

  /// The buffer of an earlier operand once more.
  static Range same(int operand) {
    return new Range(0, 0, false, operand);
  }

  private static float[] noise() {
    float[] noise = new float[PERIOD];
    for (int i = 0; i < PERIOD; i++) {
      // The golden ratio's multiples, scrambled: evenly spread and in no order.
      int bits = i * 0x9E3779B9;
      bits = (bits ^ bits >>> 15) * 0x85EBCA6B;
      noise[i] = (bits >>> 8) * 0x1p-24f;
    }
    return noise;
  }

  /// So many numbers; other ones for another operand.
  float[] values(int count, int operand) {
    float[] values = new float[count];
    if (low == high) {
      Arrays.fill(values, low);
      return values;
    }
    for (int i = 0; i < count; i++) {
      float v = low + (high - low) * NOISE[i + operand * 7919 & PERIOD - 1];
      values[i] = whole ? (int) v : v;
    }
    return values;
  }
}
