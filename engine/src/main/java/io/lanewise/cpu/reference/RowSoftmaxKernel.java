package io.lanewise.cpu.reference;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// out = e^(x−m) / Σ e^(x−m) along the last axis, or x − m − ln Σ e^(x−m).
final class RowSoftmaxKernel implements Kernel {
  private final boolean logarithm;
  private final Layout out;
  private final Layout in;
  private final double[] to;
  private final double[] from;

  RowSoftmaxKernel(Instruction.RowSoftmax softmax, double[][] arrays) {
    this.logarithm = softmax.logarithm();
    this.out = softmax.out();
    this.in = softmax.in();
    this.to = arrays[0];
    this.from = arrays[1];
  }

  @Override
  public void run() {
    int columns = in.shape().dim(-1);
    int size = in.size();
    for (int row = 0; row < size; row += columns) {
      double max = Rows.max(from, in, row, columns);
      double sum = Rows.sumOfExponentials(from, in, row, columns, max);
      double log = StrictMath.log(sum);
      for (int e = row; e < row + columns; e++) {
        double x = from[in.at(e)] - max;
        to[out.at(e)] = logarithm ? x - log : StrictMath.exp(x) / sum;
      }
    }
  }
}
