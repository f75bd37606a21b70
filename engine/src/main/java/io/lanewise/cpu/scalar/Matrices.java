package io.lanewise.cpu.scalar;

import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.KBlocks;

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

  /// The length of all K-blocks but the last, which may be shorter.
  public int block() {
    return KBlocks.length(depth);
  }
}
