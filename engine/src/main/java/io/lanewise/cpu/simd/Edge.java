package io.lanewise.cpu.simd;

/// Where a tile reaches beyond C, or C's columns do not lie side by side, it writes to a scratch
/// tile, and C takes its part from there.
final class Edge {
  private Edge() {}

  /// c[at + i·row + j·column] = tile[start + i·[Tiles#COLUMNS] + j], or += it, for i below rows, j
  /// below columns
  static void write(
      float[] tile,
      int start,
      float[] c,
      int at,
      int row,
      int column,
      int rows,
      int columns,
      boolean add) {
    for (int i = 0; i < rows; i++) {
      int from = start + i * Tiles.COLUMNS;
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
}
