package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Walk;
import java.util.List;

/// out[row] = the first column whose element no other is before; a NaN is before everything.
final class ArgReduceKernel implements Kernel {
  private final boolean largest;
  private final float[] to;
  private final float[] from;
  private final int columns;
  private final int stride;
  private final Walk rows;
  private final Walk.Cursor cursor;

  ArgReduceKernel(Instruction.ArgReduce reduce, float[][] arrays) {
    Layout in = reduce.in();
    Layout out = reduce.out();
    largest = reduce.largest();
    to = arrays[0];
    from = arrays[1];
    columns = in.shape().dim(-1);
    stride = in.stride(-1);
    if (columns == 0 && out.size() > 0) {
      throw new IllegalArgumentException(
          reduce.listing(i -> "%" + i) + ": the last axis of " + in + " has no element to choose");
    }
    Layout heads = columns == 0 ? out : in.slice(-1, 0, 1).squeeze(-1);
    rows = Walk.of(out.shape(), List.of(out, heads));
    cursor = rows.cursor();
  }

  @Override
  public void run() {
    cursor.restart();
    int count = rows.rows();
    int inner = rows.inner();
    for (int i = 0; i < count; i++, cursor.advance()) {
      for (int row = 0; row < inner; row++) {
        int at = cursor.at(1) + row * rows.innerStride(1);
        to[cursor.at(0) + row * rows.innerStride(0)] = largest ? largest(at) : smallest(at);
      }
    }
  }

  private int largest(int at) {
    int best = 0;
    float most = from[at];
    for (int i = 1; i < columns && most == most; i++) {
      float x = from[at + i * stride];
      if (!(x <= most)) {
        best = i;
        most = x;
      }
    }
    return best;
  }

  private int smallest(int at) {
    int best = 0;
    float least = from[at];
    for (int i = 1; i < columns && least == least; i++) {
      float x = from[at + i * stride];
      if (!(x >= least)) {
        best = i;
        least = x;
      }
    }
    return best;
  }
}
