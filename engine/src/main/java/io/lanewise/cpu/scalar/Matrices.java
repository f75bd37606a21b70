package io.lanewise.cpu.scalar;

import io.lanewise.instruction.Instruction;

/// The three matrices of a product C = A·B as arrays and strides, without their offsets.
///
/// @param rows of A and C
/// @param columns of B and C
/// @param depth the columns of A and rows of B
public record Matrices(
    int rows,
    int columns,
    int depth,
    float[] c,
    int cRow,
    int cColumn,
    float[] a,
    int aRow,
    int aColumn,
    float[] b,
    int bRow,
    int bColumn) {

  /// The longest K-block: its packed rows stay in the second-level cache.
  private static final int LONGEST = 400;

  /// The matrices of an instruction, with its arrays: C, A and B.
  public static Matrices of(Instruction.Gemm gemm, float[][] arrays) {
    return new Matrices(
        gemm.c().shape().dim(-2),
        gemm.c().shape().dim(-1),
        gemm.k(),
        arrays[0],
        gemm.c().stride(-2),
        gemm.c().stride(-1),
        arrays[1],
        gemm.a().stride(-2),
        gemm.a().stride(-1),
        arrays[2],
        gemm.b().stride(-2),
        gemm.b().stride(-1));
  }

  /// Cᵀ = Bᵀ·Aᵀ: the same products and sums.
  public Matrices transposed() {
    return new Matrices(columns, rows, depth, c, cColumn, cRow, b, bColumn, bRow, a, aColumn, aRow);
  }

  /// The length of all K-blocks but the last, which may be shorter: as few blocks of at most 400 as
  /// will do, equally long but for rounding up to a multiple of 8. It depends on the depth alone.
  public int block() {
    int blocks = Math.max(1, Math.ceilDiv(depth, LONGEST));
    return Math.max(8, Math.ceilDiv(Math.ceilDiv(depth, blocks), 8) * 8);
  }
}
