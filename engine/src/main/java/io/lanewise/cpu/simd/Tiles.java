package io.lanewise.cpu.simd;

/// The register tiles of this JVM's lane width, generated when first asked for. Each is a class of
/// its own, so that no shape's profile spoils another's code; and they are few, for C2 takes its
/// time over each.
final class Tiles {
  /// The rows of a full tile: as many as leave no accumulator without a register. 512-bit vectors
  /// have 32 registers, others 16.
  static final int ROWS = Lanes.COUNT == 16 ? 12 : 6;

  /// The vectors of a full tile's row.
  static final int VECTORS = 2;

  /// The columns of a full tile.
  static final int COLUMNS = VECTORS * Lanes.COUNT;

  /// The heights that there are, largest first.
  private static final int[] HEIGHTS = {ROWS, ROWS * 5 / 6, ROWS * 2 / 3, ROWS / 2};

  /// What a step of a tile costs beyond its multiply-adds, in rows: the loads of B, and the loop.
  /// Estimates, from the times of products of 64 to 512 rows. Tiles that read rows of A have an
  /// address for each, so high ones have the same costs again for want of registers.
  private static final double OVERHEAD = 0.5;

  private static final double OVERHEAD_UPRIGHT = 1.5;

  /// By height, upright or not, and vectors.
  private static final Tile[] KNOWN = new Tile[4 * (ROWS + 1)];

  private Tiles() {}

  /// The height of tiles that goes through so many rows with the least work: fifty rows are five
  /// times ten, not five times twelve.
  static int height(int rows, boolean upright) {
    int best = ROWS;
    for (int height : HEIGHTS) {
      best = cost(rows, height, upright) < cost(rows, best, upright) ? height : best;
    }
    return best;
  }

  /// What a step costs for so many rows, in rows.
  static double cost(int rows, int height, boolean upright) {
    return Math.ceilDiv(rows, height) * (height + (upright ? OVERHEAD_UPRIGHT : OVERHEAD));
  }

  /// A tile.
  ///
  /// @param rows its height
  /// @param upright whether rows of A lie side by side, see [Tile]
  /// @param narrow whether it is one vector wide, not [#VECTORS]
  static Tile of(int rows, boolean upright, boolean narrow) {
    int key = 4 * rows + (upright ? 2 : 0) + (narrow ? 1 : 0);
    int width = narrow ? 1 : VECTORS;
    synchronized (KNOWN) {
      if (KNOWN[key] == null) {
        KNOWN[key] =
            (Tile)
                LoopCompiler.define(
                    "Tile",
                    Tile.class,
                    TileMethod.TYPE,
                    code -> new TileMethod(code, rows, width, upright).emit());
        KNOWN[key].describe(rows, width);
      }
      return KNOWN[key];
    }
  }
}
