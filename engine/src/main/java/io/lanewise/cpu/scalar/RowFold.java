package io.lanewise.cpu.scalar;

import io.lanewise.instruction.Instruction.Combine;
import java.util.Arrays;

/// The elements of a row combined into one, in the canonical order of rows of n elements.
///
/// - n < 32: one after the other, beginning with the identity.
/// - n ≥ 32: 16 partial results. Partial j begins with the identity and combines the elements j,
///   j + 16, j + 32, … in this order; then partial j takes in partial j + 8 for j < 8, j + 4 for
///   j < 4, j + 2 for j < 2, and partial 0 takes in partial 1.
///
/// 16 chains keep the adders of a processor busy where one would wait for each result, and they are
/// whole vectors at every lane width.
final class RowFold {
  private static final int PARTIALS = 16;

  /// Shorter rows than this are combined one after the other.
  private static final int PARTIAL_FROM = 32;

  private final Combine how;
  private final float[] partials = new float[PARTIALS];
  private boolean split;

  RowFold(Combine how) {
    this.how = how;
  }

  /// The n elements from `from` on combined.
  float of(float[] v, int from, int n) {
    if (n < PARTIAL_FROM) {
      return inTurn(how, (float) how.identity(), v, from, from + n);
    }
    begin(n);
    take(v, from, from + n);
    return end();
  }

  /// Begins a row of n elements.
  void begin(int n) {
    split = n >= PARTIAL_FROM;
    Arrays.fill(partials, (float) how.identity());
  }

  /// Takes in the row's next elements: a multiple of 16 of them, unless they are its last.
  void take(float[] v, int from, int to) {
    if (!split) {
      partials[0] = inTurn(how, partials[0], v, from, to);
      return;
    }
    switch (how) {
      case SUM -> sum(partials, v, from, to);
      case PRODUCT -> product(partials, v, from, to);
      case MAX -> max(partials, v, from, to);
      case MIN -> min(partials, v, from, to);
    }
  }

  /// The row's result.
  float end() {
    if (split) {
      for (int half = PARTIALS / 2; half > 0; half /= 2) {
        halve(how, partials, half);
      }
    }
    return partials[0];
  }

  private static void halve(Combine how, float[] p, int half) {
    if (how == Combine.SUM) {
      for (int j = 0; j < half; j++) {
        p[j] += p[j + half];
      }
      return;
    }
    for (int j = 0; j < half; j++) {
      p[j] = combine(how, p[j], p[j + half]);
    }
  }

  /// Two values combined.
  static float combine(Combine how, float a, float b) {
    return switch (how) {
      case SUM -> a + b;
      case PRODUCT -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
    };
  }

  private static float inTurn(Combine how, float first, float[] v, int from, int to) {
    float total = first;
    switch (how) {
      case SUM -> {
        for (int i = from; i < to; i++) {
          total += v[i];
        }
      }
      case PRODUCT -> {
        for (int i = from; i < to; i++) {
          total *= v[i];
        }
      }
      case MAX -> {
        for (int i = from; i < to; i++) {
          total = Math.max(total, v[i]);
        }
      }
      case MIN -> {
        for (int i = from; i < to; i++) {
          total = Math.min(total, v[i]);
        }
      }
    }
    return total;
  }

  /// The sums in locals, for it is sums that programs wait for.
  private static void sum(float[] p, float[] v, int from, int to) {
    int whole = from + (to - from) / PARTIALS * PARTIALS;
    for (int half = 0; half < PARTIALS; half += 8) {
      float p0 = p[half];
      float p1 = p[half + 1];
      float p2 = p[half + 2];
      float p3 = p[half + 3];
      float p4 = p[half + 4];
      float p5 = p[half + 5];
      float p6 = p[half + 6];
      float p7 = p[half + 7];
      for (int i = from + half; i < whole; i += PARTIALS) {
        p0 += v[i];
        p1 += v[i + 1];
        p2 += v[i + 2];
        p3 += v[i + 3];
        p4 += v[i + 4];
        p5 += v[i + 5];
        p6 += v[i + 6];
        p7 += v[i + 7];
      }
      p[half] = p0;
      p[half + 1] = p1;
      p[half + 2] = p2;
      p[half + 3] = p3;
      p[half + 4] = p4;
      p[half + 5] = p5;
      p[half + 6] = p6;
      p[half + 7] = p7;
    }
    for (int i = whole; i < to; i++) {
      p[i - whole] += v[i];
    }
  }

  private static void product(float[] p, float[] v, int from, int to) {
    for (int i = from; i < to; i++) {
      p[(i - from) % PARTIALS] *= v[i];
    }
  }

  private static void max(float[] p, float[] v, int from, int to) {
    for (int i = from; i < to; i++) {
      p[(i - from) % PARTIALS] = Math.max(p[(i - from) % PARTIALS], v[i]);
    }
  }

  private static void min(float[] p, float[] v, int from, int to) {
    for (int i = from; i < to; i++) {
      p[(i - from) % PARTIALS] = Math.min(p[(i - from) % PARTIALS], v[i]);
    }
  }
}
