package io.lanewise.opencl;

import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.KBlocks;
import io.lanewise.layout.Layout;

/// Products of matrices: a work-item for each tile of C.
final class GemmKernels {
  private static final int ROWS = 6;
  private static final int COLUMNS = 16;
  private static final String SOURCE = Code.program("gemm", "");

  private GemmKernels() {}

  static Launches bind(Cl cl, Instruction.Gemm gemm, OpenClBuffer... buffers) {
    Layout c = gemm.c();
    int m = c.shape().dim(-2);
    int n = c.shape().dim(-1);
    int[] starts = gemm.starts();
    int tiles = Math.ceilDiv(m, ROWS) * Math.ceilDiv(n, COLUMNS) * (starts.length / 3);
    Launches launches = new Launches(cl, null);
    launches
        .add(SOURCE, "gemm", tiles, 1)
        .numbers(tiles, m, n, gemm.k(), KBlocks.length(gemm.k()), gemm.accumulate() ? 1 : 0)
        .numbers(c.stride(-2), c.stride(-1), gemm.a().stride(-2), gemm.a().stride(-1))
        .numbers(gemm.b().stride(-2), gemm.b().stride(-1))
        .table(starts)
        .buffers(buffers);
    return launches;
  }
}
