package io.lanewise.cpu.scalar;

/// Rows of elements moved from one array to another, each with a stride of its own.
final class Moves {
  /// Below this, a call of `arraycopy` costs more than it saves.
  private static final int SHORT = 16;

  private Moves() {}

  /// to[at + i·step] = from[start + i·stride] for i below n
  static void copy(float[] from, int start, int stride, float[] to, int at, int step, int n) {
    if (stride == 1 && step == 1 && n >= SHORT) {
      System.arraycopy(from, start, to, at, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      to[at + i * step] = from[start + i * stride];
    }
  }

  /// to[at + i·step] += from[start + i·stride] for i below n
  static void add(float[] from, int start, int stride, float[] to, int at, int step, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i * step] += from[start + i * stride];
    }
  }

  /// to[at + i·step] = 0 for i below n
  static void clear(float[] to, int at, int step, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i * step] = 0;
    }
  }
}
