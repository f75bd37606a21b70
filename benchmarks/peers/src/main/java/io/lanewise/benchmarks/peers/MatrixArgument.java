package io.lanewise.benchmarks.peers;

import io.lanewise.layout.Layout;

/// A matrix as BLAS has it described.
///
/// @param order [#AS_STORED] or [#TRANSPOSED]
/// @param leading the distance between rows as they are stored
record MatrixArgument(int order, int leading) {
  /// CblasRowMajor
  static final int ROW_MAJOR = 101;

  /// CblasNoTrans
  static final int AS_STORED = 111;

  /// CblasTrans
  static final int TRANSPOSED = 112;

  static MatrixArgument of(Layout matrix) {
    return matrix.stride(1) == 1
        ? new MatrixArgument(AS_STORED, matrix.stride(0))
        : new MatrixArgument(TRANSPOSED, matrix.stride(1));
  }
}
