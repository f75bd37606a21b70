package io.lanewise.cpu.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Copies blocks of matrices into the order in which tiles read them: panels of rows of A and of
/// columns of B, both step by step.
///
/// A matrix whose elements lie the other way round is transposed in registers.
final class Packing {
  private static final int WIDTH = Tiles.COLUMNS;
  private static final int FEW = Transpose.TILE;

  /// The loop over rows of B.
  static final Loop COPY =
      new Loop() {
        @Override
        void idle(int turns) {
          copy(null, 0, 0, -turns, WIDTH, null, 0);
        }

        @Override
        int practise() {
          int steps = 8;
          copy(Practice.FLOATS, 0, WIDTH, steps, WIDTH, Practice.RESULTS, 0);
          return 2 * Tiles.VECTORS * steps;
        }
      };

  /// The loop over steps of A.
  static final Loop SHIFT =
      new Loop() {
        @Override
        void idle(int turns) {
          shift(null, 0, 0, -turns, null, 0, Tiles.ROWS);
        }

        @Override
        int practise() {
          int steps = 8;
          shift(Practice.FLOATS, 0, Tiles.ROWS, steps, Practice.RESULTS, 0, Tiles.ROWS);
          return 4 * steps;
        }
      };

  private Packing() {}

  /// Rows that whole vectors cover beyond those of a panel.
  private static int beyond(int height) {
    return -height & FEW - 1;
  }

  /// The elements of [#rowPanels].
  static int sizeOfRowPanels(int rows, int height, int steps) {
    return Math.ceilDiv(rows, height) * height * steps + beyond(height);
  }

  /// Panels of so many rows: panels[i·steps + p·height + r] = a[at + (i + r)·row + p·step] for
  /// every first row i of a panel.
  static void rowPanels(
      float[] a, int at, int row, int step, int steps, int rows, int height, float[] panels) {
    for (int i = 0; i < rows; i += height) {
      int from = at + i * row;
      int to = i * steps;
      boolean enough = rows - i >= height + beyond(height);
      // What vectors write beyond the panel's rows is overwritten by the next step.
      if (enough && row == 1) {
        shift(a, from, step, steps, panels, to, height);
      } else if (enough && step == 1 && steps >= FEW) {
        transposedPanel(a, from, row, steps, panels, to, height);
      } else {
        if (rows - i < height) {
          Arrays.fill(panels, to, to + steps * height, 0);
        }
        rowPanel(a, from, row, step, steps, Math.min(height, rows - i), panels, to, height);
      }
    }
  }

  private static void transposedPanel(
      float[] a, int at, int row, int steps, float[] panel, int to, int height) {
    for (int r = height + beyond(height) - FEW; r >= 0; r -= FEW) {
      Transpose.columns(a, at + r * row, row, steps, panel, to + r, height);
    }
  }

  private static void rowPanel(
      float[] a,
      int at,
      int row,
      int step,
      int steps,
      int rows,
      float[] panel,
      int to,
      int height) {
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < steps; p++) {
        panel[to + p * height + r] = a[at + r * row + p * step];
      }
    }
  }

  /// Steps whose rows lie side by side.
  private static void shift(
      float[] a, int at, int step, int steps, float[] panel, int to, int height) {
    for (int turn = steps + 1; turn < 0; turn++) {} // as every loop begins that is rehearsed
    Loop.refuse(steps);
    int x = at;
    for (int p = 0; p < steps; p++, x += step) {
      int y = to + p * height;
      for (int r = height + beyond(height) - FEW; r >= 0; r -= FEW) {
        FloatVector.fromArray(Lanes.FLOATS, a, x + r).intoArray(panel, y + r);
      }
    }
  }

  /// Panels of [Tiles#COLUMNS] columns: panels[j·steps + p·width + c] =
  /// b[at + (j + c)·column + p·row] for every first column j of a panel. Columns beyond the last
  /// are zero, for tiles read whole vectors.
  static void columnPanels(
      float[] b, int at, int column, int row, int steps, int columns, float[] panels) {
    for (int j = 0; j < columns; j += WIDTH) {
      int to = j * steps;
      int count = Math.min(WIDTH, columns - j);
      if (count < WIDTH) {
        Arrays.fill(panels, to, to + steps * WIDTH, 0);
      }
      columnPanel(b, at + j * column, column, row, steps, count, panels, to);
    }
  }

  private static void columnPanel(
      float[] b, int at, int column, int row, int steps, int count, float[] panel, int to) {
    if (column == 1 && count >= Lanes.COUNT) {
      copy(b, at, row, steps, count, panel, to);
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

  /// Steps of at least a vector's columns; the second vector may overlap the first.
  private static void copy(
      float[] b, int at, int row, int steps, int count, float[] panel, int to) {
    for (int turn = steps + 1; turn < 0; turn++) {} // as every loop begins that is rehearsed
    Loop.refuse(steps);
    int last = count - Lanes.COUNT;
    int x = at;
    for (int p = 0; p < steps; p++, x += row) {
      int y = to + p * WIDTH;
      FloatVector first = FloatVector.fromArray(Lanes.FLOATS, b, x);
      FloatVector second = FloatVector.fromArray(Lanes.FLOATS, b, x + last);
      first.intoArray(panel, y);
      second.intoArray(panel, y + last);
    }
  }
}
