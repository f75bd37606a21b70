package io.lanewise.cpu.simd;

/// A register tile: a few rows by one or two vectors of C, all in registers, through one K-block.
///
/// The generated method, for two rows and one vector:
///
/// ```
/// s0 = s1 = 0
/// for p from 0 to steps − 1
///   x = b[bAt + p·bStep …]                 a vector of B's row
///   s0 = fma(a[aAt + p], x, s0)      C's first row
///   s1 = fma(a[aAt + aRow + p], x, s1)
/// c[cAt …] = s0, or += s0; c[cAt + cRow …] = s1, or += s1
/// ```
///
/// The steps of A lie side by side. In a panel B's stride is a constant of the method: then C2
/// drops every bounds check.
interface Tile {
  /// Multiplies.
  ///
  /// @param steps the length of the K-block
  /// @param aRow from one row of A to the next
  /// @param bStep from one row of B to the next; of a panel, its width
  /// @param columns how many of the tile's columns C has
  /// @param add whether C's old values are added
  void run(
      int steps,
      float[] a,
      int aAt,
      int aRow,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      int columns,
      boolean add);
}
