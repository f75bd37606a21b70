package io.lanewise.cpu.simd;

import java.util.Arrays;

/// Matrices transposed in registers, a tile at a time: by [TransposeLoop] where it is generated, by
/// plain moves elsewhere. `to` and `from` are always different arrays.
final class Transpose {
  /// The edge of a block. The lines that a block reads, one for each of its rows, stay in the
  /// second-level cache until all their elements are used, even where a power of two as distance
  /// maps them all to the same few places.
  static final int BLOCK = 64;

  /// The edge of a tile.
  static final int TILE = Lanes.COUNT;

  /// Null if loops are not generated.
  private static final TransposeLoop LOOP =
      Loops.GENERATE
          ? (TransposeLoop)
              LoopCompiler.define(
                  "Transpose",
                  TransposeLoop.class,
                  TransposeMethod.TYPE,
                  code -> new TransposeMethod(code).emit())
          : null;

  private Transpose() {}

  /// These loops, and what else a kernel that transposes has to practise.
  static Loop[] with(Loop... loops) {
    if (LOOP == null) {
      return loops;
    }
    Loop[] all = Arrays.copyOf(loops, loops.length + 1);
    all[loops.length] = LOOP;
    return all;
  }

  /// to[at + i·step + j] = from[start + j·stride + i] for i below m and j below n, at most a block
  /// and at least a tile of each. The last tiles overlap those before them.
  static void block(
      float[] from, int start, int stride, float[] to, int at, int step, int m, int n) {
    for (int j = 0; j < n; j += TILE) {
      int column = Math.min(j, n - TILE);
      columns(from, start + column * stride, stride, m, to, at + column, step);
    }
  }

  /// to[at + i·step + j] = from[start + j·stride + i] for i below m, at least a tile, and j below
  /// [#TILE]. The step may be shorter than a tile: then rows overlap, and the later one counts.
  static void columns(float[] from, int start, int stride, int m, float[] to, int at, int step) {
    if (LOOP != null) {
      LOOP.run(from, start, stride, m, to, at, step);
      return;
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < TILE; j++) {
        to[at + i * step + j] = from[start + j * stride + i];
      }
    }
  }
}
