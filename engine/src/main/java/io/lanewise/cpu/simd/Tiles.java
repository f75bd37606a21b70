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

  private static final Tile[] KNOWN = new Tile[2 * ROWS];

  private Tiles() {}

  /// A tile.
  ///
  /// @param rows from 1 to [#ROWS]
  /// @param panels whether A is packed as well, see [Tile]
  static Tile of(int rows, boolean panels) {
    int key = 2 * (rows - 1) + (panels ? 1 : 0);
    synchronized (KNOWN) {
      if (KNOWN[key] == null) {
        KNOWN[key] =
            (Tile)
                LoopCompiler.define(
                    "Tile",
                    Tile.class,
                    TileMethod.TYPE,
                    code -> new TileMethod(code, rows, panels).emit());
      }
      return KNOWN[key];
    }
  }
}
