package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.Matrices;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.Arrays;
import java.util.List;

/// C = A·B, or C += A·B, for every index of the batch axes, in the scalar twin's order.
///
/// ```
/// for each K-block                          at most 400 steps
///   pack B's rows as panels                 the block stays in the L3 cache, or L2 if it is small
///   for each block of rows                  A's part stays in the L2 cache
///     copy A's rows side by side            unless they lie so already
///     for each panel of B                   it stays in the L1 cache
///       for each few rows of A              a register tile of C: see Tile
/// ```
///
/// Small products read B in place. Parts of the work are columns of C, or rows
/// where there are few columns; each part packs what it needs, so none waits for another.
final class GemmKernel implements Kernel, Workers.Work {
  /// Rows of a block of A: with 400 steps, half of a small L2 cache.
  private static final int ROWS_OF_BLOCK = 120;

  /// B in place is read from the L1 cache up to this many elements.
  private static final int SMALL = 4_096;

  /// Fewer operations than this are not worth another thread: some twenty microseconds.
  private static final long GRAIN = 2_000_000;

  private final Matrices m;
  private final boolean accumulate;
  private final boolean packA;
  private final boolean packB;
  private final int block;

  /// Where each matrix of the batch begins, in C, A and B.
  private final int[] starts;

  private final Workers workers;
  private final int parts;
  private final boolean byColumns;
  private final float[][] aPanels;
  private final float[][] bPanels;

  private GemmKernel(Matrices m, boolean accumulate, int[] starts, Workers workers) {
    this.m = m;
    this.accumulate = accumulate;
    this.starts = starts;
    this.workers = workers;
    block = m.block();
    packA = m.aColumn() != 1;
    packB =
        m.bColumn() != 1 || m.rows() >= 4 * Tiles.ROWS && (long) m.depth() * m.columns() > SMALL;
    int columnUnits = Math.ceilDiv(m.columns(), Tiles.COLUMNS);
    int rowUnits = Math.ceilDiv(m.rows(), Tiles.ROWS);
    byColumns = columnUnits >= rowUnits || columnUnits >= 4 * workers.threads();
    long work = 2L * m.rows() * m.columns() * m.depth() * (starts.length / 3) / GRAIN;
    long most = Math.min(byColumns ? columnUnits : rowUnits, workers.threads());
    parts = (int) Math.max(1, Math.min(work, most));
    int scratch = parts == 1 ? 1 : workers.threads();
    int deep = Math.min(block, m.depth());
    int rows = Math.ceilDiv(Math.min(ROWS_OF_BLOCK, m.rows()), Tiles.ROWS) * Tiles.ROWS;
    aPanels = packA ? new float[scratch][rows * deep] : null;
    bPanels = packB ? new float[scratch][columnUnits * Tiles.COLUMNS * deep] : null;
  }

  /// The kernel, or null if the scalar twin does as well.
  static GemmKernel of(Instruction.Gemm gemm, float[][] arrays, Workers workers) {
    Matrices m = Matrices.of(gemm, arrays);
    boolean transposed = m.cColumn() != 1 || m.columns() == 1 && m.cRow() == 1;
    if (transposed) {
      m = m.transposed();
    }
    boolean empty = gemm.c().size() == 0 || m.depth() == 0;
    boolean gathered = m.rows() < 4 && m.bColumn() != 1;
    if (!Loops.GENERATE || empty || m.cColumn() != 1 && m.columns() != 1 || gathered) {
      return null;
    }
    return new GemmKernel(m, gemm.accumulate(), starts(gemm, transposed), workers);
  }

  private static int[] starts(Instruction.Gemm gemm, boolean transposed) {
    Shape shape = gemm.c().shape();
    Shape outer = Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    List<Layout> heads =
        List.of(head(gemm.c(), outer), head(gemm.a(), outer), head(gemm.b(), outer));
    Walk walk = Walk.of(outer, heads);
    Walk.Cursor cursor = walk.cursor();
    int[] starts = new int[3 * outer.size()];
    for (int i = 0; i < starts.length; cursor.advance()) {
      for (int j = 0; j < walk.inner(); j++) {
        starts[i++] = cursor.at(0) + j * walk.innerStride(0);
        int a = cursor.at(1) + j * walk.innerStride(1);
        int b = cursor.at(2) + j * walk.innerStride(2);
        starts[i++] = transposed ? b : a;
        starts[i++] = transposed ? a : b;
      }
    }
    return starts;
  }

  private static Layout head(Layout matrix, Shape outer) {
    int[] strides = Arrays.copyOf(matrix.strides(), outer.rank());
    return Layout.of(outer, strides, matrix.offset());
  }

  @Override
  public void run() {
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int unit = byColumns ? Tiles.COLUMNS : Tiles.ROWS;
    int all = byColumns ? m.columns() : m.rows();
    int units = Math.ceilDiv(all, unit);
    int from = (int) ((long) units * part / parts) * unit;
    int to = Math.min(all, (int) ((long) units * (part + 1) / parts) * unit);
    for (int s = 0; s < starts.length; s += 3) {
      if (byColumns) {
        multiply(worker, starts[s], starts[s + 1], starts[s + 2], 0, m.rows(), from, to);
      } else {
        multiply(worker, starts[s], starts[s + 1], starts[s + 2], from, to, 0, m.columns());
      }
    }
  }

  /// Rows `top` to `bottom` of columns `left` to `right`.
  private void multiply(
      int worker, int cAt, int aAt, int bAt, int top, int bottom, int left, int right) {
    for (int start = 0; start < m.depth(); start += block) {
      int steps = Math.min(block, m.depth() - start);
      boolean add = accumulate || start > 0;
      int b = bAt + start * m.bRow() + left * m.bColumn();
      if (packB) {
        Packing.columns(m.b(), b, m.bRow(), m.bColumn(), steps, right - left, bPanels[worker]);
      }
      for (int row = top; row < bottom; row += ROWS_OF_BLOCK) {
        int rows = Math.min(ROWS_OF_BLOCK, bottom - row);
        int a = aAt + row * m.aRow() + start * m.aColumn();
        if (packA) {
          Packing.rows(m.a(), a, m.aRow(), m.aColumn(), steps, rows, aPanels[worker]);
        }
        int c = cAt + row * m.cRow() + left;
        block(worker, c, a, b, steps, rows, right - left, add);
      }
    }
  }

  private void block(
      int worker, int cAt, int aAt, int bAt, int steps, int rows, int columns, boolean add) {
    float[] a = packA ? aPanels[worker] : m.a();
    float[] b = packB ? bPanels[worker] : m.b();
    int aRow = packA ? steps : m.aRow();
    for (int j = 0; j < columns; j += Tiles.COLUMNS) {
      int width = Math.min(Tiles.COLUMNS, columns - j);
      int bPanel = packB ? j * steps : bAt + j;
      Tile full = rows >= Tiles.ROWS ? Tiles.of(Tiles.ROWS, width, packB) : null;
      for (int i = 0; i < rows; i += Tiles.ROWS) {
        int height = Math.min(Tiles.ROWS, rows - i);
        Tile tile = height == Tiles.ROWS ? full : Tiles.of(height, width, packB);
        tile.run(
            steps,
            a,
            packA ? i * steps : aAt + i * m.aRow(),
            aRow,
            b,
            bPanel,
            m.bRow(),
            m.c(),
            cAt + i * m.cRow() + j,
            m.cRow(),
            width,
            add);
      }
    }
  }
}
