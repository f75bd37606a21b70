package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Walk;

/// out[e] = in[e], row by row.
final class CopyKernel implements Kernel {
  private final float[] to;
  private final float[] from;
  private final Walk walk;
  private final Walk.Cursor cursor;

  CopyKernel(Instruction.Copy copy, float[][] arrays) {
    to = arrays[0];
    from = arrays[1];
    walk = Walk.of(copy.out().shape(), copy.operands());
    cursor = walk.cursor();
  }

  @Override
  public void run() {
    cursor.restart();
    int rows = walk.rows();
    int n = walk.inner();
    int step = walk.innerStride(0);
    int stride = walk.innerStride(1);
    for (int row = 0; row < rows; row++, cursor.advance()) {
      Moves.copy(from, cursor.at(1), stride, to, cursor.at(0), step, n);
    }
  }
}
