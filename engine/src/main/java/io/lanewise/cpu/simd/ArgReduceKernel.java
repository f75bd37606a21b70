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
/// In long rows the generated loop of a reduction finds the value, which is NaN if any element is;
/// then the row is searched for it. Short rows lie crosswise in a block: each has a lane.
final class ArgReduceKernel extends RowKernel {
  /// [#across].
  private static final Loop ACROSS =
      new Loop() {
        @Override
        void idle(int turns) {
          across(true, null, 0, -turns, null);
        }

        @Override
        int practise() {
          int rows = 4;
          int count = 2 * Lanes.COUNT;
          across(true, Practice.FLOATS, rows, count, Practice.RESULTS);
          across(false, Practice.FLOATS, rows, count, Practice.RESULTS);
          return 4 * 7 * rows;
        }
      };

  /// The most rows at a time: whole vectors.
  private static final int TOGETHER = 64;

  private final boolean largest;
  private final int n;
  private final int stride;
  private final int most;
  private final float[] to;
  private final float[] from;

  /// Finds the values of rows; null for short ones.
  private final FoldLoop values;

  private final Scratch[] scratch;

  /// What one worker has for itself.
  private static final class Scratch {
    final float[][] arrays;

    /// Short rows, crosswise.
    final float[] block;

    final int[] at = new int[2];
    final int[] steps = {1, 0};
    final float[] partials = new float[64];

    Scratch(float[] from, int length) {
      block = new float[length];
      arrays = new float[][] {new float[TOGETHER], from};
    }
  }

  private ArgReduceKernel(
      Instruction.ArgReduce reduce, float[][] arrays, FoldLoop values, Workers workers) {
    super(List.of(reduce.out(), heads(reduce.in())), reduce.in().shape().dim(-1), workers);
    largest = reduce.largest();
    n = reduce.in().shape().dim(-1);
    stride = reduce.in().stride(-1);
    most = Math.max(1, Math.min(TOGETHER, FoldBlocks.LENGTH / n));
    to = arrays[0];
    from = arrays[1];
    this.values = values;
    scratch = new Scratch[workersAtWork()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(from, values == null ? TOGETHER * n : 0);
    }
  }

  /// The kernel, or null where the scalar one does as well or there is no loop for it.
  static ArgReduceKernel of(Instruction.ArgReduce reduce, float[][] arrays, Workers workers) {
    int n = reduce.in().shape().dim(-1);
    int partials = Reduction.partials(n);
    if (n == 0 || reduce.out().size() == 0) {
      return null;
    }
    if (partials == 0) {
      boolean few = reduce.out().size() < RowSoftmaxKernel.FEW;
      return few ? null : new ArgReduceKernel(reduce, arrays, null, workers);
    }
    Combine how = reduce.largest() ? Combine.MAX : Combine.MIN;
    FoldLoop values = Loops.fold(new Fold(how, partials, Formula.X, true, true));
    return values == null || reduce.in().stride(-1) != 1 || !FoldLoop.fits(arrays)
        ? null
        : new ArgReduceKernel(reduce, arrays, values, workers);
  }

  @Override
  public Loop[] loops() {
    return values == null ? Transpose.with(ACROSS) : new Loop[] {values};
  }

  @Override
  int most(int worker) {
    return most;
  }

  @Override
  void rows(int worker, Walk.Cursor cursor, int column, int row, int count) {
    Scratch mine = scratch[worker];
    int begin = at(cursor, 1, column);
    int out = at(cursor, 0, column);
    if (values == null) {
      // A multiple of the lanes apart; what lies beyond the rows is searched, and dropped.
      int apart = count + Lanes.COUNT - 1 & -Lanes.COUNT;
      Moves.turn(from, begin, stride, down(1), mine.block, 0, apart, n, count);
      across(largest, mine.block, n, apart, mine.arrays[0]);
      Moves.copy(mine.arrays[0], 0, 1, to, out, down(0), count);
      return;
    }
    mine.at[1] = begin;
    mine.steps[1] = down(1);
    values.run(mine.arrays, mine.at, mine.steps, count, n, 0, mine.partials);
    for (int r = 0; r < count; r++) {
      to[out + r * down(0)] = first(from, begin + r * down(1), n, mine.arrays[0][r]);
    }
  }

  /// The first of n elements that is a value; of NaN, the first NaN.
  private static int first(float[] v, int at, int n, float value) {
    int i = 0;
    if (value != value) {
      while (v[at + i] == v[at + i]) {
        i++;
      }
      return i;
    }
    // Four at a time, with one jump.
    for (; i < n - 3; i += 4) {
      float a = v[at + i];
      float b = v[at + i + 1];
      float c = v[at + i + 2];
      float d = v[at + i + 3];
      if (a == value | b == value | c == value | d == value) {
        break;
      }
    }
    while (v[at + i] != value) {
      i++;
    }
    return i;
  }

  private static FloatVector at(float[] v, int i) {
    return FloatVector.fromArray(Lanes.FLOATS, v, i);
  }

  /// For each of the columns of a block, the first row whose element no other is before.
  ///
  /// @param block n rows of `count` elements
  private static void across(boolean largest, float[] block, int n, int count, float[] to) {
    for (int turn = count + 1; turn < 0; turn++) {} // as every loop begins that is rehearsed
    Loop.refuse(count);
    for (int c = 0; c < count; c += Lanes.COUNT) {
      FloatVector best = at(block, c);
      FloatVector chosen = FloatVector.zero(Lanes.FLOATS);
      for (int row = 1; row < n; row++) {
        FloatVector x = at(block, row * count + c);
        VectorMask<Float> behind =
            largest ? x.compare(VectorOperators.LE, best) : x.compare(VectorOperators.GE, best);
        VectorMask<Float> before = best.eq(best).andNot(behind);
        best = best.blend(x, before);
        chosen = chosen.blend((float) row, before);
      }
      chosen.intoArray(to, c);
    }
  }
}
