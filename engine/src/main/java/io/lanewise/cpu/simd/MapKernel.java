package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// outₒ[e] = formulaₒ(in₀[e], in₁[e], …) by a generated loop over whole vectors.
///
/// Elements have no order, so the axes are gone through as the outputs lie in memory. An operand
/// that lies otherwise goes through [MapBlocks]. The rest of a row that is no whole vector is done
/// by a vector that does some elements twice, and, where it would read what has been written, in a
/// memory of its own.
final class MapKernel implements Rehearsed, Workers.Work {
  private final Rows rows;
  private final MapLoop loop;
  private final float[][] arrays;
  private final int outputs;

  /// Whether an operand has one element for a whole row.
  private final boolean[] single;

  /// Whether elements may be done twice: no output is an input.
  private final boolean apart;

  /// The operands that go through blocks, or null if there are none.
  private final MapBlocks blocks;

  private final Workers workers;
  private final int parts;
  private final Scratch[] scratch;

  /// Whether one call of the loop does it all.
  private final boolean plain;

  /// What one worker has for itself.
  private static final class Scratch {
    /// Where operands begin: the rows that are being done, one of them, and its last vector.
    final int[] at;

    final int[] start;
    final int[] zero;

    /// The distance of two rows that overlap.
    final int[] steps;

    /// A vector of each operand.
    final float[][] last;

    final MapBlocks.Memory blocks;

    Scratch(float[][] arrays, boolean[] single, MapBlocks blocks) {
      at = new int[arrays.length];
      start = new int[arrays.length];
      zero = new int[arrays.length];
      steps = new int[arrays.length];
      last = new float[arrays.length][];
      for (int o = 0; o < last.length; o++) {
        last[o] = single[o] ? arrays[o] : new float[Lanes.COUNT];
      }
      this.blocks = blocks == null ? null : blocks.memory();
    }
  }

  private MapKernel(
      Rows rows,
      MapLoop loop,
      float[][] arrays,
      int outputs,
      boolean[] single,
      MapBlocks blocks,
      Workers workers,
      int steps) {
    this.rows = rows;
    this.loop = loop;
    this.arrays = arrays;
    this.outputs = outputs;
    this.single = single;
    this.blocks = blocks;
    this.workers = workers;
    parts = rows.parts(workers, steps);
    scratch = new Scratch[parts == 1 ? 1 : workers.threads()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(arrays, single, blocks);
    }
    boolean shared = false;
    for (int out = 0; out < outputs; out++) {
      for (int in = outputs; in < arrays.length; in++) {
        shared |= arrays[out] == arrays[in];
      }
    }
    apart = !shared;
    int all = rows.from(1, 1);
    plain = parts == 1 && blocks == null && rows.locate(0, all, scratch[0].at) == all;
  }

  /// The kernel, or null if there is no loop for it.
  static MapKernel of(Instruction.Map map, float[][] arrays, Workers workers) {
    int outputs = map.outputs();
    Rows rows = Rows.inMemoryOrder(map.operands());
    MapBlocks blocks = MapBlocks.of(rows, arrays, outputs);
    boolean[] dense = new boolean[arrays.length];
    boolean[] single = new boolean[arrays.length];
    for (int o = 0; o < arrays.length; o++) {
      boolean moves = blocks == null ? rows.innerStride(o) != 0 : blocks.moves(o);
      dense[o] = moves || o < outputs;
      single[o] = !dense[o];
    }
    MapLoop loop = Loops.map(map.formulas(), dense);
    int steps = (int) Math.min(1_000, map.flops() / Math.max(1, rows.size()));
    return loop == null
        ? null
        : new MapKernel(rows, loop, arrays, outputs, single, blocks, workers, steps);
  }

  @Override
  public Loop[] loops() {
    Loop[] loops = {loop};
    return blocks != null && blocks.transpose() ? Transpose.with(loops) : loops;
  }

  @Override
  public void run() {
    if (plain) {
      Scratch mine = scratch[0];
      evaluate(mine, arrays, mine.at, rows.steps(), rows.together(), rows.inner());
    } else if (parts == 1) {
      run(0, 0);
    } else {
      workers.run(this, parts);
    }
  }

  @Override
  public void run(int part, int worker) {
    Scratch mine = scratch[worker];
    if (blocks != null) {
      mine.blocks.forget();
    }
    for (int from = rows.from(part, parts), to = rows.from(part + 1, parts); from < to; ) {
      int count = rows.locate(from, to, mine.at);
      int height = rows.single() ? 1 : count;
      int width = rows.single() ? count : rows.inner();
      if (blocks == null) {
        evaluate(mine, arrays, mine.at, rows.steps(), height, width);
      } else {
        throughBlocks(mine, height, width);
      }
      from += count;
    }
  }

  private void throughBlocks(Scratch mine, int height, int width) {
    MapBlocks.Memory memory = mine.blocks;
    for (int row = 0; row < height; row += blocks.height()) {
      int h = Math.min(blocks.height(), height - row);
      for (int column = 0; column < width; column += blocks.width()) {
        int w = Math.min(blocks.width(), width - column);
        memory.read(mine.at, row, column, h, w);
        if (blocks.joined()) {
          evaluate(mine, memory.arrays, memory.at, memory.steps, 1, h * w);
        } else {
          evaluate(mine, memory.arrays, memory.at, memory.steps, h, w);
        }
        memory.write(mine.at, row, column, h, w);
      }
    }
  }

  /// Rows of n elements each. A single row with a rest is two rows of whole vectors that overlap.
  private void evaluate(
      Scratch mine, float[][] operands, int[] at, int[] steps, int height, int n) {
    int rest = n & Lanes.COUNT - 1;
    if (rest == 0) {
      loop.run(operands, at, steps, height, n);
    } else if (n < Lanes.COUNT || !apart) {
      for (int row = 0; row < height; row++) {
        lastVectorApart(mine, operands, at, steps, row, n);
      }
    } else if (height == 1) {
      int half = (n + 2 * Lanes.COUNT - 1) / (2 * Lanes.COUNT) * Lanes.COUNT;
      for (int o = 0; o < at.length; o++) {
        mine.steps[o] = single[o] ? 0 : n - half;
      }
      loop.run(operands, at, mine.steps, 2, half);
    } else {
      loop.run(operands, at, steps, height, n - rest);
      shift(at, n - Lanes.COUNT);
      loop.run(operands, at, steps, height, Lanes.COUNT);
      shift(at, Lanes.COUNT - n);
    }
  }

  private void shift(int[] at, int by) {
    for (int o = 0; o < at.length; o++) {
      at[o] += single[o] ? 0 : by;
    }
  }

  /// One row, its last vector in a memory of its own: read before anything is written, and written
  /// in the end.
  private void lastVectorApart(
      Scratch mine, float[][] operands, int[] at, int[] steps, int row, int n) {
    int count = Math.min(n, Lanes.COUNT);
    for (int o = 0; o < at.length; o++) {
      int first = at[o] + row * steps[o];
      mine.start[o] = first;
      mine.zero[o] = single[o] ? first : 0;
      if (o >= outputs && !single[o]) {
        System.arraycopy(operands[o], first + n - count, mine.last[o], 0, count);
      }
    }
    loop.run(operands, mine.start, steps, 1, n & -Lanes.COUNT);
    loop.run(mine.last, mine.zero, steps, 1, Lanes.COUNT);
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(mine.last[o], 0, operands[o], mine.start[o] + n - count, count);
    }
  }
}
