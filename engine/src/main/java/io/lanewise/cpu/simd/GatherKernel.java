package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// out[i…, r…] = table[index[i…], r…], or += it; the workers share the indices.
///
/// The output's array is no other operand's.
final class GatherKernel implements Kernel, Workers.Work {
  private final float[] to;
  private final float[] from;
  private final boolean accumulate;
  private final Slices slices;
  private final Split split;
  private final Workers workers;

  GatherKernel(Instruction.Gather gather, float[][] arrays, Workers workers) {
    to = arrays[0];
    from = arrays[1];
    accumulate = gather.accumulate();
    slices = new Slices("gather", gather.table(), gather.out(), gather.index(), arrays[2]);
    split = new Split(slices.count(), Split.GRAIN / Math.max(1, slices.size()), 1, workers);
    this.workers = workers;
  }

  @Override
  public void run() {
    slices.find();
    workers.run(this, split.parts);
  }

  @Override
  public void run(int part, int worker) {
    slices.gather(from, to, accumulate, split.begin(part), split.begin(part + 1));
  }
}
