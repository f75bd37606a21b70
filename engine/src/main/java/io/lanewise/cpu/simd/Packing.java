package io.lanewise.cpu.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Copies blocks of matrices into panels, which tiles read from the first element to the last.
final class Packing {
  private Packing() {}

  /// Rows of A, one after the other: rows are the columns of a panel that is all of them.
  static void rows(float[] a, int at, int row, int step, int steps, int rows, float[] copy) {
    panel(a, at, step, row, rows, steps, copy, 0, steps);
  }

  /// Columns of B as panels of [Tiles#COLUMNS] columns, row by row; columns beyond the last are
  /// zero, for tiles read whole vectors.
  static void columns(
      float[] b, int at, int row, int column, int steps, int columns, float[] panels) {
    for (int j = 0; j < columns; j += Tiles.COLUMNS) {
      int width = Math.min(Tiles.COLUMNS, columns - j);
      int to = j * steps;
      if (width < Tiles.COLUMNS) {
        Arrays.fill(panels, to, to + steps * Tiles.COLUMNS, 0);
      }
      panel(b, at + j * column, column, row, steps, width, panels, to, Tiles.COLUMNS);
    }
  }

  /// to[p·width + i] = from[at + i·stride + p·step]
  private static void panel(
      float[] from,
      int at,
      int stride,
      int step,
      int steps,
      int count,
      float[] to,
      int start,
      int width) {
    if (stride == 1) {
      for (int v = 0; v < count; v += Lanes.COUNT) {
        VectorMask<Float> lanes = Lanes.FLOATS.indexInRange(v, count);
        int x = at + v;
        int y = start + v;
        for (int p = 0; p < steps; p++, x += step, y += width) {
          FloatVector.fromArray(Lanes.FLOATS, from, x, lanes).intoArray(to, y, lanes);
        }
      }
      return;
    }
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      int x0 = at + i * stride;
      int x1 = x0 + stride;
      int x2 = x1 + stride;
      int x3 = x2 + stride;
      for (int p = 0, y = start + i; p < steps; p++, y += width) {
        int s = p * step;
        to[y] = from[x0 + s];
        to[y + 1] = from[x1 + s];
        to[y + 2] = from[x2 + s];
        to[y + 3] = from[x3 + s];
      }
    }
    for (; i < count; i++) {
      int x = at + i * stride;
      for (int p = 0, y = start + i; p < steps; p++, y += width) {
        to[y] = from[x + p * step];
      }
    }
  }
}
