package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Walk;
import java.util.List;

/// table[index[i…], r…] += in[i…, r…] in row-major order of i, from 0 unless it accumulates.
final class ScatterKernel implements Kernel {
  private final float[] to;
  private final float[] from;
  private final boolean accumulate;
  private final Slices slices;
  private final Walk table;
  private final Walk.Cursor row;

  ScatterKernel(Instruction.Scatter scatter, float[][] arrays) {
    to = arrays[0];
    from = arrays[1];
    accumulate = scatter.accumulate();
    slices = new Slices("scatter", scatter.table(), scatter.in(), scatter.index(), arrays[2]);
    table = Walk.of(scatter.table().shape(), List.of(scatter.table()));
    row = table.cursor();
  }

  @Override
  public void run() {
    slices.find();
    if (!accumulate) {
      clear();
    }
    slices.scatter(from, to);
  }

  private void clear() {
    row.restart();
    int rows = table.rows();
    for (int r = 0; r < rows; r++, row.advance()) {
      Moves.clear(to, row.at(0), table.innerStride(0), table.inner());
    }
  }
}
