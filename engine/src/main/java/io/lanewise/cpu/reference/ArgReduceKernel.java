package io.lanewise.cpu.reference;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// out[row] = the first column whose element no other is before; a NaN is before everything.
final class ArgReduceKernel implements Kernel {
  private final boolean largest;
  private final Layout out;
  private final Layout in;
  private final double[] to;
  private final double[] from;
  private final int columns;

  ArgReduceKernel(Instruction.ArgReduce reduce, double[][] arrays) {
    this.largest = reduce.largest();
    this.out = reduce.out();
    this.in = reduce.in();
    this.to = arrays[0];
    this.from = arrays[1];
    this.columns = in.shape().dim(-1);
    if (columns == 0 && out.size() > 0) {
      throw new IllegalArgumentException(
          reduce.listing(i -> "%" + i) + ": the last axis of " + in + " has no element to choose");
    }
  }

  @Override
  public void run() {
    int rows = out.size();
    for (int row = 0; row < rows; row++) {
      int best = 0;
      double most = from[in.at(row * columns)];
      for (int column = 1; column < columns; column++) {
        double x = from[in.at(row * columns + column)];
        boolean better = largest ? x > most : x < most;
        if (better || Double.isNaN(x) && !Double.isNaN(most)) {
          best = column;
          most = x;
        }
      }
      to[out.at(row)] = best;
    }
  }
}
