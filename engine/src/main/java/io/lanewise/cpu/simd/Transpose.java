package io.lanewise.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Matrices transposed in registers, 4×4 elements at a time.
///
/// 128 bits at every lane width: a shuffle within 128 bits costs a third of one across them, so
/// that four 4×4 tiles are as fast as one of 8×8 or 16×16.
final class Transpose {
  /// The edge of a block. The lines that a block reads, one for each of its rows, stay in the
  /// second-level cache until all their elements are used, even where a power of two as distance
  /// maps them all to the same few places.
  static final int BLOCK = 64;

  /// The edge of a tile.
  static final int TILE = 4;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_128;

  /// Neighbouring lanes exchanged, and the lanes that take their neighbour's element.
  private static final VectorShuffle<Float> NEIGHBOURS =
      VectorShuffle.fromValues(FLOATS, 1, 0, 3, 2);

  private static final VectorMask<Float> ODD = VectorMask.fromLong(FLOATS, 0b1010);
  private static final VectorMask<Float> EVEN = VectorMask.fromLong(FLOATS, 0b0101);

  /// The same for halves.
  private static final VectorShuffle<Float> HALVES = VectorShuffle.fromValues(FLOATS, 2, 3, 0, 1);

  private static final VectorMask<Float> UPPER = VectorMask.fromLong(FLOATS, 0b1100);
  private static final VectorMask<Float> LOWER = VectorMask.fromLong(FLOATS, 0b0011);

  /// [#columns].
  static final Loop COLUMNS =
      new Loop() {
        @Override
        void idle() {
          columns(null, 0, 0, 0, null, 0, 0);
        }

        @Override
        int practise() {
          int m = 3 * TILE + 1;
          columns(Practice.FLOATS, 0, m, m, Practice.RESULTS, 0, TILE);
          return 6 * m;
        }
      };

  private Transpose() {}

  /// to[at + i·step + j] = from[start + j·stride + i] for i below m and j below n, at most a block
  /// and at least a tile of each. The last tiles overlap those before them; `to` and `from` are
  /// different arrays.
  static void block(
      float[] from, int start, int stride, float[] to, int at, int step, int m, int n) {
    for (int j = 0; j < n; j += TILE) {
      int column = Math.min(j, n - TILE);
      columns(from, start + column * stride, stride, m, to, at + column, step);
    }
  }

  /// to[at + i·step + j] = from[start + j·stride + i] for i below m, j below 4: rows of four, by
  /// tiles, of which the last may overlap the one before it.
  ///
  /// In a tile 2×2 elements are exchanged within 2×2 blocks, then the blocks. It stands in the loop
  /// and not in a method of its own, which C2 would not inline after a [Loop]'s practice.
  static void columns(float[] from, int start, int stride, int m, float[] to, int at, int step) {
    int second = start + stride;
    int third = second + stride;
    int fourth = third + stride;
    int last = m - TILE;
    for (int i = 0; i < m; i = Math.min(i, last)) {
      for (; i <= last; i += TILE) {
        FloatVector a = FloatVector.fromArray(FLOATS, from, start + i);
        FloatVector b = FloatVector.fromArray(FLOATS, from, second + i);
        FloatVector c = FloatVector.fromArray(FLOATS, from, third + i);
        FloatVector d = FloatVector.fromArray(FLOATS, from, fourth + i);
        FloatVector ab0 = a.blend(b.rearrange(NEIGHBOURS), ODD);
        FloatVector ab1 = b.blend(a.rearrange(NEIGHBOURS), EVEN);
        FloatVector cd0 = c.blend(d.rearrange(NEIGHBOURS), ODD);
        FloatVector cd1 = d.blend(c.rearrange(NEIGHBOURS), EVEN);
        int y = at + i * step;
        ab0.blend(cd0.rearrange(HALVES), UPPER).intoArray(to, y);
        ab1.blend(cd1.rearrange(HALVES), UPPER).intoArray(to, y + step);
        cd0.blend(ab0.rearrange(HALVES), LOWER).intoArray(to, y + 2 * step);
        cd1.blend(ab1.rearrange(HALVES), LOWER).intoArray(to, y + 3 * step);
      }
      if (i == m) {
        return;
      }
    }
  }
}
