package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Walk;

/// C = A·B, or C += A·B, for every index of the batch axes.
///
/// The canonical order. The sum over p is cut into K-blocks of [KBlocks] steps. The part of
/// a block is a chain s = fma(a, b, s) in ascending p from s = 0. C takes the first part, or adds
/// it to the old value when it accumulates, and then adds the others in order. Each element of C
/// has a chain of its own, so which of them are computed side by side changes no bit.
final class GemmKernel implements Kernel {
  /// Multiplies one matrix of the batch.
  interface Multiplication {
    void multiply(int cAt, int aAt, int bAt);
  }

  /// Vectors along fewer columns than this gain nothing over scalars.
  private static final int WIDE = 16;

  private final Walk batch;
  private final Walk.Cursor cursor;
  private final boolean swapped;
  private final Multiplication one;

  GemmKernel(Instruction.Gemm gemm, float[][] arrays) {
    batch = gemm.batch();
    cursor = batch.cursor();
    Matrices matrices = Matrices.of(gemm, arrays);
    swapped = betterTransposed(matrices);
    Matrices chosen = swapped ? matrices.transposed() : matrices;
    boolean few = chosen.rows() < 4 && chosen.bColumn() != 1;
    one =
        chosen.columns() < WIDE || few
            ? new GemmTiles(chosen, gemm.accumulate())
            : new GemmPanels(chosen, gemm.accumulate());
  }

  /// Whether the transposed product is the one to vectorise along its columns: they should be many,
  /// and rather lie side by side already than be gathered.
  private static boolean betterTransposed(Matrices m) {
    boolean rows = m.aRow() == 1 && m.rows() >= 2 * WIDE;
    boolean columns = m.bColumn() == 1 && m.columns() >= 2 * WIDE;
    return rows == columns ? m.rows() > m.columns() : rows;
  }

  @Override
  public void run() {
    cursor.restart();
    int rows = batch.rows();
    int inner = batch.inner();
    for (int row = 0; row < rows; row++, cursor.advance()) {
      for (int i = 0; i < inner; i++) {
        int c = cursor.at(0) + i * batch.innerStride(0);
        int a = cursor.at(1) + i * batch.innerStride(1);
        int b = cursor.at(2) + i * batch.innerStride(2);
        one.multiply(c, swapped ? b : a, swapped ? a : b);
      }
    }
  }
}
