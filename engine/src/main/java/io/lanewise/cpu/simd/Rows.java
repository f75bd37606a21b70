package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.ArrayList;
import java.util.List;

/// The elements of several layouts as rows of one length that any part of the work can begin in:
/// unlike a cursor it holds no place, so workers share it.
///
/// Where all is one row, its elements count as rows of one element, for splitting.
final class Rows {
  /// Fewer elementary steps than this are not worth another thread: some twenty microseconds.
  private static final long GRAIN = 1 << 18;

  /// Parts of a single row begin at multiples of this, so that no two share a cache line.
  private static final int LINE = 64;

  private final Walk walk;
  private final int operands;
  private final int[] steps;
  private final int block;
  private final int count;

  private Rows(Walk walk, int operands) {
    this.walk = walk;
    this.operands = operands;
    steps = new int[operands];
    boolean single = walk.axes() == 1;
    for (int o = 0; o < operands && !single; o++) {
      steps[o] = walk.stride(o, walk.axes() - 2);
    }
    block = single ? 1 : walk.dim(walk.axes() - 2);
    count = single ? walk.size() : walk.rows();
  }

  /// The rows as the first layout lies: its smallest stride innermost.
  static Rows inMemoryOrder(List<Layout> layouts) {
    Layout first = layouts.get(0);
    Shape shape = first.shape();
    int rank = shape.rank();
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int at = order.size();
      while (at > 0 && before(layouts, axis, order.get(at - 1))) {
        at--;
      }
      order.add(at, axis);
    }
    int[] permutation = new int[rank];
    for (int i = 0; i < rank; i++) {
      permutation[i] = order.get(i);
    }
    List<Layout> permuted = new ArrayList<>();
    for (Layout l : layouts) {
      permuted.add(l.permute(permutation));
    }
    return new Rows(Walk.of(permuted.get(0).shape(), permuted), layouts.size());
  }

  /// Whether axis a has the larger strides, so that it belongs outside of axis b.
  private static boolean before(List<Layout> layouts, int a, int b) {
    for (Layout l : layouts) {
      int x = l.shape().dim(a) == 1 ? 0 : Math.abs(l.stride(a));
      int y = l.shape().dim(b) == 1 ? 0 : Math.abs(l.stride(b));
      if (x != y) {
        return x > y;
      }
    }
    return false;
  }

  int size() {
    return walk.size();
  }

  /// The length of a row.
  int inner() {
    return walk.inner();
  }

  int innerStride(int operand) {
    return walk.innerStride(operand);
  }

  /// Whether all is one row.
  boolean single() {
    return walk.axes() == 1;
  }

  /// From one row to the next, of rows that [#locate] finds together.
  int[] steps() {
    return steps;
  }

  /// The same of one operand; 0 where all is one row.
  int step(int operand) {
    return steps[operand];
  }

  /// The most rows that [#locate] finds together.
  int together() {
    return block;
  }

  /// How many parts to make of work that takes so many steps an element.
  int parts(Workers workers, int stepsOfAnElement) {
    long work = walk.size() * (2L + stepsOfAnElement);
    int most = single() ? Math.ceilDiv(count, LINE) : count;
    long parts = Math.min(Math.min(work / GRAIN, most), 4L * workers.threads());
    return workers.threads() == 1 ? 1 : (int) Math.max(1, parts);
  }

  /// The first row of a part.
  int from(int part, int parts) {
    if (part == parts) {
      return count;
    }
    int first = (int) ((long) count * part / parts);
    return single() ? first / LINE * LINE : first;
  }

  /// Finds the row `from`.
  ///
  /// @param to the row to stop before
  /// @param at is given where each operand's row begins
  /// @return how many rows from there on are apart by [#steps]; of a single row, elements
  int locate(int from, int to, int... at) {
    int rest = single() ? 0 : from / block;
    int within = single() ? from : from % block;
    for (int o = 0; o < operands; o++) {
      at[o] = walk.offset(o) + within * (single() ? walk.innerStride(o) : steps[o]);
    }
    for (int axis = walk.axes() - 3; axis >= 0; axis--) {
      int index = rest % walk.dim(axis);
      rest /= walk.dim(axis);
      for (int o = 0; o < operands; o++) {
        at[o] += index * walk.stride(o, axis);
      }
    }
    return single() ? to - from : Math.min(block - within, to - from);
  }
}
