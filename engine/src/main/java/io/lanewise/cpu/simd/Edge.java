package io.lanewise.cpu.simd;

/// Where a tile reaches beyond C, or C's columns do not lie side by side, it writes to a scratch
/// tile, and C takes its part from there.
final class Edge {
  private Edge() {}

  /// c[at + i·row + j·column] = tile[i·[Tiles#COLUMNS] + j], or += it, for i below rows, j below
  /// columns
  static void write(
      float[] tile, float[] c, int at, int row, int column, int rows, int columns, boolean add) {
    if (row == 1) { // then C's columns lie side by side
      columns(tile, c, at, column, rows, columns, add);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int from = i * Tiles.COLUMNS;
      int to = at + i * row;
      if (add) {
        for (int j = 0; j < columns; j++) {
          c[to + j * column] += tile[from + j];
        }
      } else {
        for (int j = 0; j < columns; j++) {
          c[to + j * column] = tile[from + j];
        }
      }
    }
  }

  private static void columns(
      float[] tile, float[] c, int at, int column, int rows, int columns, boolean add) {
    for (int j = 0; j < columns; j++) {
      int to = at + j * column;
      if (add) {
        for (int i = 0; i < rows; i++) {
          c[to + i] += tile[i * Tiles.COLUMNS + j];
        }
      } else {
        for (int i = 0; i < rows; i++) {
          c[to + i] = tile[i * Tiles.COLUMNS + j];
        }
      }
    }
  }
}
