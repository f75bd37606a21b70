package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Walk;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// out[row] = the first column whose element no other is before; a NaN is before everything.
///
/// The generated loop of a reduction finds the value, which is NaN if any element is; then the row
/// is searched for it.
final class ArgReduceKernel extends RowKernel {
  /// So many rows have their values found at a time.
  private static final int TOGETHER = 64;

  /// Rows that the first-level cache holds.
  private static final int CACHED = FoldBlocks.LENGTH;

  private final int n;
  private final int most;
  private final float[] to;
  private final float[] from;
  private final FoldLoop values;
  private final Scratch[] scratch;

  /// What one worker has for itself.
  private static final class Scratch {
    final float[][] arrays;
    final int[] at = new int[2];
    final int[] steps = {1, 0};
    final float[] partials = new float[64];

    Scratch(float[] from) {
      arrays = new float[][] {new float[TOGETHER], from};
    }
  }

  private ArgReduceKernel(
      Instruction.ArgReduce reduce, float[][] arrays, FoldLoop values, Workers workers) {
    super(List.of(reduce.out(), heads(reduce.in())), reduce.in().shape().dim(-1), workers);
    n = reduce.in().shape().dim(-1);
    most = Math.max(1, Math.min(TOGETHER, CACHED / n));
    to = arrays[0];
    from = arrays[1];
    this.values = values;
    scratch = new Scratch[workersAtWork()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(from);
    }
  }

  /// The kernel, or null where the scalar one does as well or there is no loop for it.
  static ArgReduceKernel of(Instruction.ArgReduce reduce, float[][] arrays, Workers workers) {
    int n = reduce.in().shape().dim(-1);
    int partials = Reduction.partials(n);
    if (partials == 0 || reduce.out().size() == 0 || reduce.in().stride(-1) != 1) {
      return null;
    }
    Combine how = reduce.largest() ? Combine.MAX : Combine.MIN;
    FoldLoop values = Loops.fold(how, partials, Formula.X, true, true);
    return values == null ? null : new ArgReduceKernel(reduce, arrays, values, workers);
  }

  @Override
  public Loop[] loops() {
    return new Loop[] {values};
  }

  @Override
  int most(int worker) {
    return most;
  }

  @Override
  void rows(int worker, Walk.Cursor cursor, int column, int row, int count) {
    Scratch mine = scratch[worker];
    int begin = at(cursor, 1, column);
    mine.at[1] = begin;
    mine.steps[1] = down(1);
    values.run(mine.arrays, mine.at, mine.steps, count, n, 0, mine.partials);
    int out = at(cursor, 0, column);
    for (int r = 0; r < count; r++) {
      to[out + r * down(0)] = first(from, begin + r * down(1), n, mine.arrays[0][r]);
    }
  }

  /// The first of n elements that is a value; of NaN, the first NaN.
  private static int first(float[] v, int at, int n, float value) {
    boolean nan = value != value;
    int i = 0;
    for (; i <= n - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.FLOATS, v, at + i);
      VectorMask<Float> found =
          nan ? x.test(VectorOperators.IS_NAN) : x.compare(VectorOperators.EQ, value);
      if (found.anyTrue()) {
        return i + found.firstTrue();
      }
    }
    while (nan ? v[at + i] == v[at + i] : v[at + i] != value) {
      i++;
    }
    return i;
  }
}
