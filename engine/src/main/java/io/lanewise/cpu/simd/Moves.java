package io.lanewise.cpu.simd;

import java.util.Arrays;

/// Rows of elements moved from one array to another, each with a stride of its own: plain loops,
/// which need no practice.
final class Moves {
  /// From here on a call of `arraycopy` costs less than a loop.
  private static final int LONG = 32;

  private Moves() {}

  /// to[at + r·down + i·step] = from[start + r·below + i·stride] for r below m and i below n
  static void copy(
      float[] from,
      int start,
      int below,
      int stride,
      float[] to,
      int at,
      int down,
      int step,
      int m,
      int n) {
    if (stride != 1 || step != 1) {
      for (int r = 0; r < m; r++) {
        copy(from, start + r * below, stride, to, at + r * down, step, n);
      }
    } else if (n >= LONG) {
      for (int r = 0; r < m; r++) {
        System.arraycopy(from, start + r * below, to, at + r * down, n);
      }
    } else {
      for (int r = 0; r < m; r++) {
        few(from, start + r * below, to, at + r * down, n);
      }
    }
  }

  /// to[at + i·step] = from[start + i·stride] for i below n
  static void copy(float[] from, int start, int stride, float[] to, int at, int step, int n) {
    if (step == 1 && stride == 1) {
      if (n >= LONG) {
        System.arraycopy(from, start, to, at, n);
      } else {
        few(from, start, to, at, n);
      }
    } else if (step == 1 && stride == 0 && n > 0) {
      Arrays.fill(to, at, at + n, from[start]);
    } else if (step == 1) {
      collect(from, start, stride, to, at, n);
    } else {
      for (int i = 0; i < n; i++) {
        to[at + i * step] = from[start + i * stride];
      }
    }
  }

  /// to[at + r·down + i] = from[start + r·below + i·stride] for r below m and i below n: rows that
  /// may lie crosswise. `to` and `from` are different arrays.
  static void turn(
      float[] from, int start, int below, int stride, float[] to, int at, int down, int m, int n) {
    if (below == 1 && m >= Transpose.TILE && n >= Transpose.TILE) {
      Transpose.block(from, start, stride, to, at, down, m, n);
    } else if (Math.abs(below) < Math.abs(stride)) {
      for (int i = 0; i < n; i++) {
        copy(from, start + i * stride, below, to, at + i, down, m);
      }
    } else {
      copy(from, start, below, stride, to, at, down, 1, m, n);
    }
  }

  /// to[at + i] = from[start + i·stride] for i below n, four at a time, for each index is tested.
  private static void collect(float[] from, int start, int stride, float[] to, int at, int n) {
    int i = 0;
    int s = start;
    for (; i < n - 3; i += 4, s += 4 * stride) {
      float a = from[s];
      float b = from[s + stride];
      float c = from[s + 2 * stride];
      float d = from[s + 3 * stride];
      to[at + i] = a;
      to[at + i + 1] = b;
      to[at + i + 2] = c;
      to[at + i + 3] = d;
    }
    for (; i < n; i++, s += stride) {
      to[at + i] = from[s];
    }
  }

  private static void few(float[] from, int start, float[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] = from[start + i];
    }
  }

  /// to[at + i·step] += from[start + i·stride] for i below n
  static void add(float[] from, int start, int stride, float[] to, int at, int step, int n) {
    if (step == 1 && stride == 1) {
      for (int i = 0; i < n; i++) {
        to[at + i] += from[start + i];
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      to[at + i * step] += from[start + i * stride];
    }
  }

  /// to[at + i·step] = 0 for i below n
  static void clear(float[] to, int at, int step, int n) {
    if (step == 1) {
      Arrays.fill(to, at, at + n, 0);
      return;
    }
    for (int i = 0; i < n; i++) {
      to[at + i * step] = 0;
    }
  }
}
