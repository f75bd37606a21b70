package io.lanewise.cpu.simd;

import java.util.Arrays;

/// A register tile: a few rows by two vectors of C, all in registers, through one K-block.
///
/// The generated method, of two rows and, to be short, one vector:
///
/// ```
/// s0 = s1 = 0
/// for p from 0 to steps − 1
///   x = b[bAt + p·bStep …]                 a vector of B's row
///   s0 = fma(a[aAt + p], x, s0)            C's first row
///   s1 = fma(a[aAt + aStride + p], x, s1)
/// c[cAt …] = old[oldAt …] + s0
/// c[cAt + cRow …] = old[oldAt + oldRow …] + s1
/// ```
///
/// Or the tile is upright: A's rows lie side by side, transposed in place or packed in panels of as
/// many rows. That takes fewer registers for addresses, so it is the faster one.
///
/// ```
/// for p from 0 to steps − 1
///   x = b[bAt + p·bStep …]
///   s0 = fma(a[aAt + p·aStride], x, s0)
///   s1 = fma(a[aAt + p·aStride + 1], x, s1)
/// ```
///
/// What products are added to is C itself, or [#NOTHING]: two ways out, one that adds and one that
/// does not, would be most of the method, and take the compiler half of its time.
///
/// It always writes all of its rows and columns. At an edge of C it writes to a scratch tile, and
/// [Edge] takes what C has of that.
abstract class Tile extends Loop {
  private static final int STEPS = 4;

  /// A tile's row that leaves every sum as it is, a sum of −0 too.
  static final float[] NOTHING = new float[Tiles.COLUMNS];

  static {
    Arrays.fill(NOTHING, -0f);
  }

  private int rows;
  private int vectors;

  /// Says what it needs to practise: its height, and its width in vectors.
  final void describe(int rows, int vectors) {
    this.rows = rows;
    this.vectors = vectors;
  }

  /// Multiplies.
  ///
  /// @param steps the length of the K-block
  /// @param aStride from one row of A to the next, or upright, from one step to the next, then not
  ///     0
  /// @param aRows how many of the rows there are in A: those beyond repeat the last one. Upright,
  ///     all have to be there
  /// @param bStep from one row of B to the next; not 0
  /// @param old what is added, from oldAt on
  /// @param oldRow from one row of it to the next, or 0 for one row only
  abstract void run(
      int steps,
      float[] a,
      int aAt,
      int aStride,
      int aRows,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow,
      float[] old,
      int oldAt,
      int oldRow);

  @Override
  void idle(int turns) {
    run(-turns, null, 0, 0, 0, null, 0, 0, null, 0, 0, null, 0, 0);
  }

  @Override
  int practise() {
    float[] a = Practice.FLOATS;
    int columns = Tiles.COLUMNS;
    float[] c = Practice.RESULTS;
    run(STEPS, a, 0, STEPS, rows, a, 0, columns, c, 0, columns, NOTHING, 0, 0);
    run(STEPS, a, 0, STEPS, rows, a, 0, columns, c, 0, columns, c, 0, columns);
    return 2 * (STEPS + 2) * rows * vectors;
  }
}
