package io.lanewise.cpu.reference;

import io.lanewise.backend.Indices;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// out[i, r] = table[index[i], r]
final class GatherKernel implements Kernel {
  private final boolean accumulate;
  private final Layout out;
  private final Layout table;
  private final Layout index;
  private final double[] to;
  private final double[] from;
  private final double[] at;
  private final int[] slices;
  private final int length;

  GatherKernel(Instruction.Gather gather, double[][] arrays) {
    this.accumulate = gather.accumulate();
    this.out = gather.out();
    this.table = gather.table();
    this.index = gather.index();
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
      slices[i] = Indices.check("gather", at[index.at(i)], i, count);
    }
    for (int i = 0; i < slices.length; i++) {
      for (int r = 0; r < length; r++) {
        int target = out.at(i * length + r);
        double value = from[table.at(slices[i] * length + r)];
        to[target] = accumulate ? to[target] + value : value;
      }
    }
  }
}
