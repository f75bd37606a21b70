package io.lanewise.cpu.scalar;

import io.lanewise.instruction.Instruction.Combine;
import java.util.Arrays;

/// The elements of a row combined into one, in the canonical order of rows of n elements.
///
/// - n < 32: one after the other, beginning with the identity.
/// - n ≥ 32: p partial results, 16 of them for n < 512 and 64 from there on. Partial j begins with
///   the identity and combines the elements j, j + p, j + 2p, … in this order; then partial j takes
///   in partial j + p/2 for j < p/2, j + p/4 for j < p/4, and so on, until partial 0 takes in
///   partial 1.
///
/// Chains side by side keep the adders of a processor busy where one would wait for each result,
/// and are whole vectors at every lane width: 64 are enough for all adders of vectors of 512 bits,
/// and cost little where rows are long.
final class RowFold {
  private static final int MOST = 64;

  private final Combine how;
  private final float[] partials = new float[MOST];
  private int width;

  RowFold(Combine how) {
    this.how = how;
  }

  /// The number of partial results of a row of n elements.
  private static int partials(int n) {
    return n < 32 ? 1 : n < 512 ? 16 : MOST;
  }

  /// The n elements from `from` on combined.
  float of(float[] v, int from, int n) {
    if (partials(n) == 1) {
      return inTurn(how, (float) how.identity(), v, from, from + n);
    }
    begin(n);
    take(v, from, from + n);
    return end();
  }

  /// Begins a row of n elements.
  void begin(int n) {
    width = partials(n);
    Arrays.fill(partials, 0, width, (float) how.identity());
  }

  /// Takes in the row's next elements: a multiple of 64 of them, unless they are its last.
  void take(float[] v, int from, int to) {
    if (width == 1) {
      partials[0] = inTurn(how, partials[0], v, from, to);
      return;
    }
    switch (how) {
      case SUM -> sum(partials, width, v, from, to);
      case PRODUCT -> product(partials, width, v, from, to);
      case MAX -> max(partials, width, v, from, to);
      case MIN -> min(partials, width, v, from, to);
    }
  }

  /// The row's result.
  float end() {
    for (int half = width / 2; half > 0; half /= 2) {
      halve(how, partials, half);
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

  /// t[at + i] = t[at + i] combined with v[from + i]
  static void combine(Combine how, float[] t, int at, float[] v, int from, int n) {
    switch (how) {
      case SUM -> {
        for (int i = 0; i < n; i++) {
          t[at + i] += v[from + i];
        }
      }
      case PRODUCT -> {
        for (int i = 0; i < n; i++) {
          t[at + i] *= v[from + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          t[at + i] = Math.max(t[at + i], v[from + i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < n; i++) {
          t[at + i] = Math.min(t[at + i], v[from + i]);
        }
      }
    }
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

  /// The chains in locals, a few at a time: more would not fit into registers.
  private static void sum(float[] p, int width, float[] v, int from, int to) {
    int whole = from + (to - from) / width * width;
    for (int j = 0; j < width; j += 8) {
      float p0 = p[j];
      float p1 = p[j + 1];
      float p2 = p[j + 2];
      float p3 = p[j + 3];
      float p4 = p[j + 4];
      float p5 = p[j + 5];
      float p6 = p[j + 6];
      float p7 = p[j + 7];
      for (int i = from + j; i < whole; i += width) {
        p0 += v[i];
        p1 += v[i + 1];
        p2 += v[i + 2];
        p3 += v[i + 3];
        p4 += v[i + 4];
        p5 += v[i + 5];
        p6 += v[i + 6];
        p7 += v[i + 7];
      }
      p[j] = p0;
      p[j + 1] = p1;
      p[j + 2] = p2;
      p[j + 3] = p3;
      p[j + 4] = p4;
      p[j + 5] = p5;
      p[j + 6] = p6;
      p[j + 7] = p7;
    }
    for (int i = whole; i < to; i++) {
      p[i - whole] += v[i];
    }
  }

  private static void product(float[] p, int width, float[] v, int from, int to) {
    int whole = from + (to - from) / width * width;
    for (int j = 0; j < width; j += 4) {
      float p0 = p[j];
      float p1 = p[j + 1];
      float p2 = p[j + 2];
      float p3 = p[j + 3];
      for (int i = from + j; i < whole; i += width) {
        p0 *= v[i];
        p1 *= v[i + 1];
        p2 *= v[i + 2];
        p3 *= v[i + 3];
      }
      p[j] = p0;
      p[j + 1] = p1;
      p[j + 2] = p2;
      p[j + 3] = p3;
    }
    for (int i = whole; i < to; i++) {
      p[i - whole] *= v[i];
    }
  }

  private static void max(float[] p, int width, float[] v, int from, int to) {
    int whole = from + (to - from) / width * width;
    for (int j = 0; j < width; j += 4) {
      float p0 = p[j];
      float p1 = p[j + 1];
      float p2 = p[j + 2];
      float p3 = p[j + 3];
      for (int i = from + j; i < whole; i += width) {
        p0 = Math.max(p0, v[i]);
        p1 = Math.max(p1, v[i + 1]);
        p2 = Math.max(p2, v[i + 2]);
        p3 = Math.max(p3, v[i + 3]);
      }
      p[j] = p0;
      p[j + 1] = p1;
      p[j + 2] = p2;
      p[j + 3] = p3;
    }
    for (int i = whole; i < to; i++) {
      p[i - whole] = Math.max(p[i - whole], v[i]);
    }
  }

  private static void min(float[] p, int width, float[] v, int from, int to) {
    int whole = from + (to - from) / width * width;
    for (int j = 0; j < width; j += 4) {
      float p0 = p[j];
      float p1 = p[j + 1];
      float p2 = p[j + 2];
      float p3 = p[j + 3];
      for (int i = from + j; i < whole; i += width) {
        p0 = Math.min(p0, v[i]);
        p1 = Math.min(p1, v[i + 1]);
        p2 = Math.min(p2, v[i + 2]);
        p3 = Math.min(p3, v[i + 3]);
      }
      p[j] = p0;
      p[j + 1] = p1;
      p[j + 2] = p2;
      p[j + 3] = p3;
    }
    for (int i = whole; i < to; i++) {
      p[i - whole] = Math.min(p[i - whole], v[i]);
    }
  }
}
