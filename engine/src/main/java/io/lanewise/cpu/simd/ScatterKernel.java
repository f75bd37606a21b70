package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Walk;
import java.util.List;

/// table[index[i…], r…] += in[i…, r…] in row-major order of i, from 0 unless it accumulates.
///
/// Every worker goes through all indices, each with elements of its own of the slices: two slices
/// of one index are added by the same worker, in order.
///
/// The table's array is no other operand's.
final class ScatterKernel implements Kernel, Workers.Work {
  private final float[] to;
  private final float[] from;
  private final boolean accumulate;
  private final Slices slices;
  private final Split split;
  private final Workers workers;
  private final Walk table;
  private final Walk.Cursor row;

  ScatterKernel(Instruction.Scatter scatter, float[][] arrays, Workers workers) {
    to = arrays[0];
    from = arrays[1];
    accumulate = scatter.accumulate();
    slices = new Slices("scatter", scatter.table(), scatter.in(), scatter.index(), arrays[2]);
    split = new Split(slices.size(), Split.GRAIN / Math.max(1, slices.count()), 16, workers);
    this.workers = workers;
    table = Walk.of(scatter.table().shape(), List.of(scatter.table()));
    row = table.cursor();
  }

  @Override
  public void run() {
    slices.find();
    if (!accumulate) {
      clear();
    }
    workers.run(this, split.parts);
  }

  @Override
  public void run(int part, int worker) {
    slices.scatter(from, to, split.begin(part), split.begin(part + 1));
  }

  private void clear() {
    row.restart();
    int rows = table.rows();
    for (int r = 0; r < rows; r++, row.advance()) {
      Moves.clear(to, row.at(0), table.innerStride(0), table.inner());
    }
  }
}
