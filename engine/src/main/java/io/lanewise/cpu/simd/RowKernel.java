package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Walk;
import java.util.List;

/// What kernels over the rows of a matrix share: the rows are split among workers, and each part is
/// gone through in groups of neighbours.
abstract class RowKernel implements Rehearsed, Workers.Work {
  /// Elements of work below which another thread would come too late.
  private static final int GRAIN = 1 << 15;

  /// The rows' first elements, or their one element, of each operand.
  final Walk heads;

  private final Split split;
  private final Workers workers;
  private final Walk.Cursor[] cursors;

  /// @param n the length of a row
  RowKernel(List<Layout> heads, int n, Workers workers) {
    this.heads = Walk.of(heads.get(0).shape(), heads);
    this.workers = workers;
    split = new Split(this.heads.size(), Math.max(1, GRAIN / n), 1, workers);
    cursors = new Walk.Cursor[workersAtWork()];
    for (int w = 0; w < cursors.length; w++) {
      cursors[w] = this.heads.cursor();
    }
  }

  /// How many workers need memory of their own.
  final int workersAtWork() {
    return split.parts == 1 ? 1 : workers.threads();
  }

  /// A layout without its last axis.
  static Layout heads(Layout of) {
    return of.slice(-1, 0, 1).squeeze(-1);
  }

  /// From one row to the next.
  final int down(int operand) {
    return heads.innerStride(operand);
  }

  @Override
  public void run() {
    workers.run(this, split.parts);
  }

  @Override
  public final void run(int part, int worker) {
    Walk.Cursor cursor = cursors[worker];
    int inner = heads.inner();
    int end = split.begin(part + 1);
    for (int row = split.begin(part); row < end; ) {
      int column = row % inner;
      int count = Math.min(Math.min(inner - column, end - row), most(worker));
      cursor.moveTo(row / inner);
      rows(worker, cursor, column, row, count);
      row += count;
    }
  }

  /// The most rows that go together.
  abstract int most(int worker);

  /// Does some neighbours.
  ///
  /// @param cursor at the row of the walk that has them
  /// @param column the first of them in it
  /// @param row the first of them, of all
  abstract void rows(int worker, Walk.Cursor cursor, int column, int row, int count);

  /// Where an operand's row begins.
  final int at(Walk.Cursor cursor, int operand, int column) {
    return cursor.at(operand) + column * heads.innerStride(operand);
  }
}
