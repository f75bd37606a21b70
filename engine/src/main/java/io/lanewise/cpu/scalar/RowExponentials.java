package io.lanewise.cpu.scalar;

import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import java.util.List;

/// What softmax and cross-entropy share: for each row x of n elements, d = x − max x, e = exp(d)
/// and Σ e, the sum in the canonical order of [RowFold]. As many rows as fill a block are worked on
/// together, so short rows do not pay for one interpreter run each.
final class RowExponentials {
  private static final List<Formula> EXP = List.of(Formula.of(Composite.EXP, Formula.X));
  private static final List<Formula> LOG = List.of(Formula.of(Composite.LOG, Formula.X));

  /// The length of a row.
  final int columns;

  /// The rows that are worked on together.
  final int together;

  /// d of these rows, one after the other.
  final float[] shifted;

  /// e of these rows.
  final float[] exponentials;

  private final Sweep sweep;
  private final float[] from;
  private final BlockInterpreter exp;
  private final BlockInterpreter log;
  private final float[] sums;
  private final RowFold max = new RowFold(Combine.MAX);
  private final RowFold sum = new RowFold(Combine.SUM);

  RowExponentials(Layout in, float[] from, BlockPrograms programs) {
    this.from = from;
    columns = in.shape().dim(-1);
    int rows = columns == 0 ? 0 : in.size() / columns;
    together = Math.min(rows, Math.max(1, BlockProgram.BLOCK / Math.max(1, columns)));
    int length = together * columns;
    shifted = new float[length];
    exponentials = new float[length];
    sweep = new Sweep(in.shape(), List.of(in), length);
    exp = new BlockInterpreter(programs.of(EXP), Math.min(BlockProgram.BLOCK, length));
    log = new BlockInterpreter(programs.of(LOG), together);
    sums = log.input(0);
  }

  /// Back to the first row.
  void restart() {
    sweep.restart();
  }

  /// The next rows' d, e and sums.
  void next(int rows) {
    int length = rows * columns;
    sweep.next(length);
    sweep.load(0, from, shifted);
    shift(rows);
    exponentials(length);
    sums(rows);
  }

  private void shift(int rows) {
    for (int row = 0; row < rows; row++) {
      int at = row * columns;
      float m = max.of(shifted, at, columns);
      for (int i = at; i < at + columns; i++) {
        shifted[i] -= m;
      }
    }
  }

  private void exponentials(int length) {
    for (int done = 0; done < length; done += BlockProgram.BLOCK) {
      int count = Math.min(BlockProgram.BLOCK, length - done);
      System.arraycopy(shifted, done, exp.input(0), 0, count);
      exp.run(count);
      System.arraycopy(exp.output(0), 0, exponentials, done, count);
    }
  }

  private void sums(int rows) {
    for (int row = 0; row < rows; row++) {
      sums[row] = sum.of(exponentials, row * columns, columns);
    }
  }

  /// Σ e of one of these rows.
  float sum(int row) {
    return sums[row];
  }

  /// ln Σ e of each of these rows.
  float[] logarithms(int rows) {
    log.run(rows);
    return log.output(0);
  }

  /// e = e / Σ e, divided element by element: one rounding where a reciprocal would have two.
  void divide(int rows) {
    for (int row = 0; row < rows; row++) {
      float s = sums[row];
      int at = row * columns;
      for (int i = at; i < at + columns; i++) {
        exponentials[i] /= s;
      }
    }
  }
}
