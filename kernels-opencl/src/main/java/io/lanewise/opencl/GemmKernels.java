package io.lanewise.opencl;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.Arrays;
import java.util.List;

/// Products of matrices: a work-item for each tile of C.
final class GemmKernels {
  /// The longest K-block, and what blocks are rounded up to: the scalar backend's order.
  private static final int LONGEST = 400;

  private static final int ROUNDED = 8;

  private static final int ROWS = 6;
  private static final int COLUMNS = 16;
  private static final String SOURCE = Code.program("gemm", "");

  private GemmKernels() {}

  static Launches bind(Cl cl, Instruction.Gemm gemm, OpenClBuffer... buffers) {
    Layout c = gemm.c();
    int m = c.shape().dim(-2);
    int n = c.shape().dim(-1);
    int[] starts = starts(gemm);
    int tiles = Math.ceilDiv(m, ROWS) * Math.ceilDiv(n, COLUMNS) * (starts.length / 3);
    Launches launches = new Launches(cl, null);
    launches
        .add(SOURCE, "gemm", tiles, 1)
        .numbers(tiles, m, n, gemm.k(), block(gemm.k()), gemm.accumulate() ? 1 : 0)
        .numbers(c.stride(-2), c.stride(-1), gemm.a().stride(-2), gemm.a().stride(-1))
        .numbers(gemm.b().stride(-2), gemm.b().stride(-1))
        .table(starts)
        .buffers(buffers);
    return launches;
  }

  private static int block(int depth) {
    int blocks = Math.max(1, Math.ceilDiv(depth, LONGEST));
    return Math.max(ROUNDED, Math.ceilDiv(Math.ceilDiv(depth, blocks), ROUNDED) * ROUNDED);
  }

  /// Where each matrix of the batch begins, in C, A and B.
  private static int[] starts(Instruction.Gemm gemm) {
    Shape shape = gemm.c().shape();
    Shape outer = Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    Walk walk = Walk.of(outer, gemm.operands().stream().map(l -> head(l, outer)).toList());
    Walk.Cursor cursor = walk.cursor();
    int[] starts = new int[3 * outer.size()];
    for (int i = 0; i < starts.length; cursor.advance()) {
      for (int j = 0; j < walk.inner(); j++) {
        for (int operand : List.of(0, 1, 2)) {
          starts[i++] = cursor.at(operand) + j * walk.innerStride(operand);
        }
      }
    }
    return starts;
  }

  private static Layout head(Layout matrix, Shape outer) {
    return Layout.of(outer, Arrays.copyOf(matrix.strides(), outer.rank()), matrix.offset());
  }
}
