package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import java.util.List;

/// Along the last axis, with d = x − max x: out = exp(d) / Σ exp(d), or d − ln Σ exp(d).
final class RowSoftmaxKernel implements Kernel {
  private final boolean logarithm;
  private final int rows;
  private final RowExponentials in;
  private final Sweep out;
  private final float[] to;

  RowSoftmaxKernel(Instruction.RowSoftmax softmax, float[][] arrays, BlockPrograms programs) {
    logarithm = softmax.logarithm();
    in = new RowExponentials(softmax.in(), arrays[1], programs);
    rows = in.columns == 0 ? 0 : softmax.in().size() / in.columns;
    int longest = in.together * in.columns;
    out = new Sweep(softmax.out().shape(), List.of(softmax.out()), longest);
    to = arrays[0];
  }

  @Override
  public void run() {
    in.restart();
    out.restart();
    for (int row = 0; row < rows; row += in.together) {
      int count = Math.min(in.together, rows - row);
      in.next(count);
      out.next(count * in.columns);
      if (logarithm) {
        float[] logarithms = in.logarithms(count);
        for (int r = 0; r < count; r++) {
          int at = r * in.columns;
          for (int i = at; i < at + in.columns; i++) {
            in.shifted[i] -= logarithms[r];
          }
        }
        out.store(0, in.shifted, to);
      } else {
        in.divide(count);
        out.store(0, in.exponentials, to);
      }
    }
  }
}
