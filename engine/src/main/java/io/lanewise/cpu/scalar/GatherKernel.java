package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;

/// out[i…, r…] = table[index[i…], r…], or += it.
final class GatherKernel implements Kernel {
  private final float[] to;
  private final float[] from;
  private final boolean accumulate;
  private final Slices slices;

  GatherKernel(Instruction.Gather gather, float[][] arrays) {
    to = arrays[0];
    from = arrays[1];
    accumulate = gather.accumulate();
    slices = new Slices("gather", gather.table(), gather.out(), gather.index(), arrays[2]);
  }

  @Override
  public void run() {
    slices.find();
    slices.gather(from, to, accumulate);
  }
}
