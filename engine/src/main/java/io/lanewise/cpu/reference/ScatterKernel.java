package io.lanewise.cpu.reference;

import io.lanewise.backend.Indices;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// table[index[i], r] += in[i, r], in the order of i.
final class ScatterKernel implements Kernel {
  private final boolean accumulate;
  private final Layout table;
  private final Layout in;
  private final Layout index;
  private final double[] to;
  private final double[] from;
  private final double[] at;
  private final int[] slices;
  private final int length;

  ScatterKernel(Instruction.Scatter scatter, double[][] arrays) {
    this.accumulate = scatter.accumulate();
    this.table = scatter.table();
    this.in = scatter.in();
    this.index = scatter.index();
    this.to = arrays[0];
    this.from = arrays[1];
    this.at = arrays[2];
    this.slices = new int[index.size()];
    this.length = table.shape().without(0).size();
  }

  @Override
  public void run() {
    int count = table.shape().dim(0);
    for (int i = 0; i < slices.length; i++) {
      slices[i] = Indices.check("scatter", at[index.at(i)], i, count);
    }
    if (!accumulate) {
      int size = table.size();
      for (int e = 0; e < size; e++) {
        to[table.at(e)] = 0;
      }
    }
    for (int i = 0; i < slices.length; i++) {
      for (int r = 0; r < length; r++) {
        to[table.at(slices[i] * length + r)] += from[in.at(i * length + r)];
      }
    }
  }
}
