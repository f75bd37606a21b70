package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.Matrices;
import io.lanewise.instruction.Instruction;
import java.util.Objects;
import java.util.stream.Stream;

/// C = A·B, or C += A·B, for every index of the batch axes, in the scalar twin's order.
///
/// ```
/// for each K-block                          at most 400 steps
///   pack B as panels of columns             the block stays in the L3 cache, or L2 if it is small;
///   for each block of rows                  A's part stays in the L2 cache
///     pack A as panels of rows
///     for each panel of B                   it stays in the L1 cache
///       for each few rows of A              a register tile of C: see Tile
/// ```
///
/// What would be read too seldom to repay it is not packed but read in place: A and B of few rows,
/// and A whose rows lie side by side, as in its panels. Parts of the work are columns of C, or rows
/// where there are few columns; each part packs what it needs, so none waits for another.
final class GemmKernel implements Rehearsed, Workers.Work {
  /// Elements of a block of A: half of a small L2 cache.
  private static final int BLOCK_OF_A = 1 << 16;

  /// B in place is read from the L1 cache up to this many elements.
  private static final int SMALL = 4_096;

  /// Each panel of B in place comes from the L2 cache again for every few rows of A. Up to so many
  /// rows that takes less than to pack it, if a panel's row fills two cache lines. Nor does it pay
  /// to turn so few rows of A.
  private static final int FEW = 256;

  private static final int FEW_FOR_B = Lanes.COUNT == 16 ? FEW : 0;

  /// Rows of A in place are read as often as there are panels of B. From so many columns on it
  /// pays to pack more of them than few.
  private static final int WIDE = 256;

  /// A distance that is a multiple of this maps what is so far apart to the same few places of a
  /// cache.
  private static final int ALIASED = 1_024;

  /// A transposed C of at most so many elements, which stay in the L2 cache, is turned when it is
  /// complete, not tile by tile.
  private static final int TURNED = 1 << 17;

  /// What moving an element costs, in multiply-adds at the peak: estimates, of which the order of
  /// magnitude is what counts.
  private static final double COPIED = 3;

  private static final double TRANSPOSED = 10;
  private static final double SCATTERED = 30;

  /// Fewer operations than this are not worth another thread: some forty microseconds, about as
  /// long as it takes to wake one.
  private static final long GRAIN = 4_000_000;

  private final Matrices m;
  private final boolean accumulate;
  private final int block;
  private final int rowsOfBlock;

  private final boolean packA;
  private final boolean packB;

  /// Whether tiles find rows of A side by side, in panels or in place.
  private final boolean upright;

  /// The rows of the tiles: those that leave the least of the last one unused.
  private final int height;

  /// Whether products go to memory of their own, row by row, and from there to C.
  private final boolean turned;

  private final Tile tile;

  /// For the last columns, if one vector holds them; else null.
  private final Tile narrow;

  /// Where each matrix of the batch begins, in C, A and B.
  private final int[] starts;

  private final Workers workers;
  private final int parts;
  private final boolean byColumns;
  private final Scratch[] scratch;

  /// What one worker has for itself.
  private static final class Scratch {
    final float[] a;
    final float[] b;
    final float[] tile = new float[Tiles.ROWS * Tiles.COLUMNS];
    private final float[] turned;

    /// Where tiles go.
    float[] c;

    int cAt;
    int cRow;
    int cColumn;

    Scratch(int a, int b, int turned) {
      this.a = new float[a];
      this.b = new float[b];
      this.turned = new float[turned];
    }

    void into(float[] array, int at, int row, int column) {
      c = array;
      cAt = at;
      cRow = row;
      cColumn = column;
    }
  }

  private GemmKernel(Matrices m, boolean accumulate, int[] starts, Workers workers) {
    this.m = m;
    this.accumulate = accumulate;
    this.starts = starts;
    this.workers = workers;
    packA = packsA(m);
    packB = packsB(m);
    upright = packA || isUpright(m);
    block = m.block();
    int deep = Math.min(block, m.depth());
    height = Tiles.height(m.rows(), upright);
    turned = isTurned(m);
    rowsOfBlock = Math.max(1, BLOCK_OF_A / deep / height) * height;
    int columns = m.columns();
    tile = columns > Lanes.COUNT ? Tiles.of(height, upright, false) : null;
    narrow = packB && isNarrow(columns % Tiles.COLUMNS) ? Tiles.of(height, upright, true) : null;
    int columnUnits = Math.ceilDiv(columns, Tiles.COLUMNS);
    int rowUnits = Math.ceilDiv(m.rows(), height);
    byColumns = columnUnits >= rowUnits || columnUnits >= 4 * workers.threads();
    long work = 2L * m.rows() * columns * m.depth() * (starts.length / 3) / GRAIN;
    long most = Math.min(byColumns ? columnUnits : rowUnits, workers.threads());
    parts = (int) Math.max(1, Math.min(work, most));
    scratch = new Scratch[parts == 1 ? 1 : workers.threads()];
    int rows = Math.min(rowsOfBlock, m.rows());
    int sizeOfA = packA ? Packing.sizeOfRowPanels(rows, height, deep) : 0;
    int sizeOfB = packB ? columnUnits * Tiles.COLUMNS * deep : 0;
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(sizeOfA, sizeOfB, turned ? m.rows() * columns : 0);
    }
  }

  private static boolean packsA(Matrices m) {
    boolean wide = m.columns() >= WIDE;
    return m.aColumn() == 1 ? m.rows() > FEW && wide : !isUpright(m);
  }

  /// Whether tiles find rows of A side by side in place.
  private static boolean isUpright(Matrices m) {
    boolean enough = m.rows() >= Tiles.height(m.rows(), true);
    return m.aColumn() != 1 && m.aRow() == 1 && m.aColumn() % ALIASED != 0 && enough;
  }

  private static boolean packsB(Matrices m) {
    boolean tall = m.rows() >= 4 * Tiles.ROWS;
    boolean small = (long) m.depth() * m.columns() <= SMALL;
    boolean few = m.rows() <= FEW_FOR_B && m.bRow() % ALIASED != 0;
    boolean inPlace = m.bColumn() == 1 && m.bRow() != 0 && m.columns() >= Tiles.COLUMNS;
    return !inPlace || tall && !small && !few;
  }

  /// What a product takes, in multiply-adds: those of whole tiles, moving what is packed, and what
  /// goes to C element by element. The product and its transpose, Cᵀ = Bᵀ·Aᵀ, have the same bits;
  /// this says which is the less work.
  private static double work(Matrices m) {
    int unit = packsB(m) ? Lanes.COUNT : Tiles.COLUMNS;
    int columns = Math.ceilDiv(m.columns(), unit) * unit;
    boolean upright = packsA(m) || isUpright(m);
    int height = Tiles.height(m.rows(), upright);
    double tiles = Tiles.cost(m.rows(), height, upright) * columns * m.depth();
    double packing = packsB(m) ? (double) m.columns() * m.depth() * moving(m.bColumn()) : 0;
    packing += packsA(m) ? (double) m.rows() * m.depth() * moving(m.aRow()) : 0;
    double toC = isTurned(m) ? TRANSPOSED : SCATTERED * Math.ceilDiv(m.depth(), m.block());
    double edges = m.cColumn() == 1 ? 0 : (double) m.rows() * m.columns() * toC;
    return tiles + packing + edges;
  }

  private static boolean isTurned(Matrices m) {
    return m.cColumn() != 1 && m.cRow() == 1 && (long) m.rows() * m.columns() <= TURNED;
  }

  private static double moving(int stride) {
    return stride == 1 ? COPIED : TRANSPOSED;
  }

  private static boolean isNarrow(int columns) {
    return columns > 0 && columns <= Lanes.COUNT;
  }

  /// The kernel, or null if the scalar twin does as well.
  static GemmKernel of(Instruction.Gemm gemm, float[][] arrays, Workers workers) {
    Matrices m = Matrices.of(gemm, arrays);
    boolean transposed = work(m.transposed()) < work(m);
    if (transposed) {
      m = m.transposed();
    }
    boolean empty = gemm.c().size() == 0 || m.depth() == 0;
    boolean gathered = m.rows() < 4 && m.bColumn() != 1;
    if (!Loops.GENERATE || empty || gathered) {
      return null;
    }
    int[] starts = gemm.starts();
    for (int s = 0; transposed && s < starts.length; s += 3) {
      int a = starts[s + 1];
      starts[s + 1] = starts[s + 2];
      starts[s + 2] = a;
    }
    return new GemmKernel(m, gemm.accumulate(), starts, workers);
  }

  @Override
  public Loop[] loops() {
    boolean copies = packB && m.bColumn() == 1;
    boolean transposes = packA && m.aColumn() == 1 || m.bRow() == 1 || turned;
    boolean shifts = packA && m.aColumn() != 1;
    Loop[] all =
        Stream.of(tile, narrow, copies ? Packing.COPY : null, shifts ? Packing.SHIFT : null)
            .filter(Objects::nonNull)
            .toArray(Loop[]::new);
    return transposes ? Transpose.with(all) : all;
  }

  @Override
  public void run() {
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int unit = byColumns ? Tiles.COLUMNS : height;
    int all = byColumns ? m.columns() : m.rows();
    int units = Math.ceilDiv(all, unit);
    int from = (int) ((long) units * part / parts) * unit;
    int to = Math.min(all, (int) ((long) units * (part + 1) / parts) * unit);
    Scratch mine = scratch[worker];
    for (int s = 0; s < starts.length; s += 3) {
      if (byColumns) {
        multiply(mine, starts[s], starts[s + 1], starts[s + 2], 0, m.rows(), from, to);
      } else {
        multiply(mine, starts[s], starts[s + 1], starts[s + 2], from, to, 0, m.columns());
      }
    }
  }

  /// Rows `top` to `bottom` of columns `left` to `right`.
  private void multiply(
      Scratch mine, int cAt, int aAt, int bAt, int top, int bottom, int left, int right) {
    int rows = bottom - top;
    int columns = right - left;
    int corner = cAt + top * m.cRow() + left * m.cColumn();
    if (!turned) {
      mine.into(m.c(), corner, m.cRow(), m.cColumn());
      multiply(mine, aAt, bAt, top, bottom, left, right);
      return;
    }
    if (accumulate) {
      Moves.turn(m.c(), corner, 1, m.cColumn(), mine.turned, 0, columns, rows, columns);
    }
    mine.into(mine.turned, 0, columns, 1);
    multiply(mine, aAt, bAt, top, bottom, left, right);
    Moves.turn(mine.turned, 0, 1, columns, m.c(), corner, m.cColumn(), columns, rows);
  }

  private void multiply(Scratch mine, int aAt, int bAt, int top, int bottom, int left, int right) {
    int columns = right - left;
    for (int start = 0; start < m.depth(); start += block) {
      int steps = Math.min(block, m.depth() - start);
      boolean add = accumulate || start > 0;
      int b = bAt + start * m.bRow() + left * m.bColumn();
      if (packB) {
        Packing.columnPanels(m.b(), b, m.bColumn(), m.bRow(), steps, columns, mine.b);
      }
      for (int row = top; row < bottom; row += rowsOfBlock) {
        int rows = Math.min(rowsOfBlock, bottom - row);
        int a = aAt + row * m.aRow() + start * m.aColumn();
        if (packA) {
          Packing.rowPanels(m.a(), a, m.aRow(), m.aColumn(), steps, rows, height, mine.a);
        }
        block(mine, mine.cAt + (row - top) * mine.cRow, a, b, steps, rows, columns, add);
      }
    }
  }

  /// A block of rows through one K-block. In place, a tile would find other elements beyond the
  /// last rows and columns, so it begins before them.
  private void block(
      Scratch mine, int cAt, int aAt, int bAt, int steps, int rows, int columns, boolean add) {
    float[] a = packA ? mine.a : m.a();
    int first = packA ? 0 : aAt;
    int aRow = packA ? steps : m.aRow();
    int aStride = packA ? height : upright ? m.aColumn() : m.aRow();
    float[] b = packB ? mine.b : m.b();
    int bStep = packB ? Tiles.COLUMNS : m.bRow();
    for (int j = 0; j < columns; j += Tiles.COLUMNS) {
      int width = Math.min(Tiles.COLUMNS, columns - j);
      int left = packB ? 0 : Tiles.COLUMNS - width;
      int bPanel = packB ? j * steps : bAt + j - left;
      int c = cAt + j * mine.cColumn;
      Tile fits = packB && isNarrow(width) ? narrow : tile;
      for (int i = 0; i < rows; i += height) {
        int here = Math.min(height, rows - i);
        int above = upright && !packA ? height - here : 0;
        int corner = c + i * mine.cRow;
        boolean edge = here < height || width < Tiles.COLUMNS || mine.cColumn != 1;
        boolean adds = add && !edge;
        fits.run(
            steps,
            a,
            first + (i - above) * aRow,
            aStride,
            here,
            b,
            bPanel,
            bStep,
            edge ? mine.tile : mine.c,
            edge ? 0 : corner,
            edge ? Tiles.COLUMNS : mine.cRow,
            adds ? mine.c : Tile.NOTHING,
            adds ? corner : 0,
            adds ? mine.cRow : 0);
        if (edge) {
          Edge.write(
              mine.tile,
              above * Tiles.COLUMNS + left,
              mine.c,
              corner,
              mine.cRow,
              mine.cColumn,
              here,
              width,
              add);
        }
      }
    }
  }
}
