package io.lanewise.cpu.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Copies blocks of matrices into the order in which tiles read them: rows of A, each with its
/// steps side by side, and panels of columns of B, each step by step.
///
/// A matrix whose elements lie the other way round is transposed in registers.
final class Packing {
  private static final int WIDTH = Tiles.COLUMNS;
  private static final int FEW = Transpose.TILE;

  /// The loop over rows of B.
  static final Loop COPY =
      new Loop() {
        @Override
        void idle() {
          copy(null, 0, 0, 0, null, 0);
        }

        @Override
        int practise() {
          int steps = 8;
          copy(Practice.FLOATS, 0, WIDTH, steps, Practice.RESULTS, 0);
          return 2 * Tiles.VECTORS * steps;
        }
      };

  private Packing() {}

  /// copy[i·steps + p] = a[at + i·row + p·step]
  static void rows(float[] a, int at, int row, int step, int steps, int rows, float[] copy) {
    if (step == 1) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(a, at + i * row, copy, i * steps, steps);
      }
    } else if (row == 1 && rows >= FEW && steps >= FEW) {
      // Four steps of all rows: so each cache line of A is used up while it is there.
      for (int p = 0; p < steps; p += FEW) {
        int first = Math.min(p, steps - FEW);
        Transpose.columns(a, at + first * step, step, rows, copy, first, steps);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        for (int p = 0; p < steps; p++) {
          copy[i * steps + p] = a[at + i * row + p * step];
        }
      }
    }
  }

  /// Panels of [Tiles#COLUMNS] columns: panels[j·steps + p·width + c] =
  /// b[at + (j + c)·column + p·row] for every first column j of a panel. Columns beyond the last
  /// are zero, for tiles read whole vectors.
  static void panels(
      float[] b, int at, int column, int row, int steps, int columns, float[] panels) {
    for (int j = 0; j < columns; j += WIDTH) {
      int to = j * steps;
      int count = Math.min(WIDTH, columns - j);
      if (count < WIDTH) {
        Arrays.fill(panels, to, to + steps * WIDTH, 0);
      }
      panel(b, at + j * column, column, row, steps, count, panels, to);
    }
  }

  private static void panel(
      float[] b, int at, int column, int row, int steps, int count, float[] panel, int to) {
    if (column == 1 && count == WIDTH) {
      copy(b, at, row, steps, panel, to);
    } else if (row == 1 && count >= FEW && steps >= FEW) {
      for (int j = 0; j < count; j += FEW) {
        int first = Math.min(j, count - FEW);
        Transpose.columns(b, at + first * column, column, steps, panel, to + first, WIDTH);
      }
    } else {
      for (int p = 0; p < steps; p++) {
        for (int j = 0; j < count; j++) {
          panel[to + p * WIDTH + j] = b[at + p * row + j * column];
        }
      }
    }
  }

  private static void copy(float[] b, int at, int row, int steps, float[] panel, int to) {
    int x = at;
    for (int p = 0; p < steps; p++, x += row) {
      int y = to + p * WIDTH;
      FloatVector first = FloatVector.fromArray(Lanes.FLOATS, b, x);
      FloatVector second = FloatVector.fromArray(Lanes.FLOATS, b, x + Lanes.COUNT);
      first.intoArray(panel, y);
      second.intoArray(panel, y + Lanes.COUNT);
    }
  }
}
