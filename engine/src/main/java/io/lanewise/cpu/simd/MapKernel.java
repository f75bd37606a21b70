package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// outₒ[e] = formulaₒ(in₀[e], in₁[e], …) by a generated loop.
///
/// Elements have no order, so the axes are gone through as the outputs lie in memory. An operand
/// that lies otherwise, neither side by side nor as one element, goes through a block in the
/// first-level cache.
final class MapKernel implements Rehearsed, Workers.Work {
  /// Elements of a block.
  private static final int BLOCK = 1024;

  private final Rows rows;
  private final MapLoop loop;
  private final float[][] arrays;
  private final int outputs;

  /// Which operands go through blocks; none of them if `scattered` is false.
  private final boolean[] strided;

  private final boolean scattered;

  private final Workers workers;
  private final int parts;
  private final Scratch[] scratch;

  /// What one worker has for itself.
  private static final class Scratch {
    final int[] at;
    final int[] blockAt;
    final float[][] arrays;

    Scratch(int operands) {
      at = new int[operands];
      blockAt = new int[operands];
      arrays = new float[operands][];
    }
  }

  private MapKernel(
      Rows rows,
      MapLoop loop,
      float[][] arrays,
      int outputs,
      boolean[] strided,
      Workers workers,
      int steps) {
    this.rows = rows;
    this.loop = loop;
    this.arrays = arrays;
    this.outputs = outputs;
    this.strided = strided;
    boolean any = false;
    for (boolean s : strided) {
      any |= s;
    }
    scattered = any;
    this.workers = workers;
    parts = rows.parts(workers, steps);
    scratch = new Scratch[parts == 1 ? 1 : workers.threads()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(arrays.length);
      for (int o = 0; o < arrays.length && scattered; o++) {
        scratch[w].arrays[o] = strided[o] ? new float[Math.min(BLOCK, rows.inner())] : arrays[o];
      }
    }
  }

  /// The kernel, or null if there is no loop for it.
  static MapKernel of(Instruction.Map map, float[][] arrays, Workers workers) {
    Rows rows = Rows.inMemoryOrder(map.operands());
    boolean[] dense = new boolean[arrays.length];
    boolean[] strided = new boolean[arrays.length];
    for (int o = 0; o < arrays.length; o++) {
      int stride = rows.innerStride(o);
      dense[o] = stride != 0 || o < map.outputs();
      strided[o] = dense[o] && stride != 1 && rows.inner() > 1;
    }
    MapLoop loop = Loops.map(map.formulas(), dense);
    int steps = (int) Math.min(1_000, map.flops() / Math.max(1, rows.size()));
    return loop == null
        ? null
        : new MapKernel(rows, loop, arrays, map.outputs(), strided, workers, steps);
  }

  @Override
  public Loop[] loops() {
    return new Loop[] {loop};
  }

  @Override
  public void run() {
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    Scratch mine = scratch[worker];
    for (int from = rows.from(part, parts), to = rows.from(part + 1, parts); from < to; ) {
      int count = rows.locate(from, to, mine.at);
      if (scattered && rows.single()) {
        throughBlocks(mine, count);
      } else if (scattered) {
        for (int r = 0; r < count; r++) {
          throughBlocks(mine, rows.inner());
          rows.step(mine.at);
        }
      } else if (rows.single()) {
        loop.run(arrays, mine.at, rows.steps(), 1, count);
      } else {
        loop.run(arrays, mine.at, rows.steps(), count, rows.inner());
      }
      from += count;
    }
  }

  /// n elements of a row.
  private void throughBlocks(Scratch mine, int n) {
    for (int done = 0; done < n; done += BLOCK) {
      int count = Math.min(BLOCK, n - done);
      for (int o = 0; o < arrays.length; o++) {
        int stride = rows.innerStride(o);
        int first = mine.at[o] + done * stride;
        mine.blockAt[o] = strided[o] ? 0 : first;
        if (strided[o] && o >= outputs) {
          float[] from = arrays[o];
          float[] block = mine.arrays[o];
          for (int i = 0; i < count; i++) {
            block[i] = from[first + i * stride];
          }
        }
      }
      loop.run(mine.arrays, mine.blockAt, rows.steps(), 1, count);
      for (int o = 0; o < outputs; o++) {
        if (strided[o]) {
          int stride = rows.innerStride(o);
          int first = mine.at[o] + done * stride;
          float[] block = mine.arrays[o];
          float[] to = arrays[o];
          for (int i = 0; i < count; i++) {
            to[first + i * stride] = block[i];
          }
        }
      }
    }
  }
}
