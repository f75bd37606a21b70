package io.lanewise.cpu.simd;

import io.lanewise.backend.Indices;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Walk;
import java.util.List;

/// For each row x of class c, with d = x − max x: delta = exp(d) / Σ exp(d), less 1 at c, and loss
/// = ln Σ exp(d) − d_c.
final class RowCrossEntropyKernel extends RowKernel {
  private final float[] losses;
  private final float[] deltas;
  private final float[] logits;
  private final float[] labels;
  private final Layout classes;
  private final int[] chosen;
  private final int stride;
  private final int apart;
  private final int n;
  private final RowExponentials[] in;

  private RowCrossEntropyKernel(
      Instruction.RowCrossEntropy entropy, float[][] arrays, Workers workers) {
    super(
        List.of(entropy.loss(), heads(entropy.delta()), heads(entropy.logits())),
        entropy.logits().shape().dim(-1),
        workers);
    losses = arrays[0];
    deltas = arrays[1];
    logits = arrays[2];
    labels = arrays[3];
    classes = entropy.classes();
    chosen = new int[classes.size()];
    stride = entropy.logits().stride(-1);
    apart = entropy.delta().stride(-1);
    n = entropy.logits().shape().dim(-1);
    in = new RowExponentials[workersAtWork()];
    for (int w = 0; w < in.length; w++) {
      in[w] = RowExponentials.of(n, down(2), stride, logits, heads.size());
    }
  }

  /// The kernel, or null where the scalar one does as well or there are no loops for it.
  static RowCrossEntropyKernel of(
      Instruction.RowCrossEntropy entropy, float[][] arrays, Workers workers) {
    if (RowSoftmaxKernel.tiny(entropy.logits()) || !FoldLoop.fits(arrays)) {
      return null;
    }
    var kernel = new RowCrossEntropyKernel(entropy, arrays, workers);
    return kernel.in[0] == null ? null : kernel;
  }

  @Override
  public void run() {
    for (int row = 0; row < chosen.length; row++) {
      chosen[row] = Indices.check("cross entropy", labels[classes.at(row)], row, n);
    }
    super.run();
  }

  @Override
  public Loop[] loops() {
    return in[0].loops(true, false);
  }

  @Override
  int most(int worker) {
    return in[worker].most;
  }

  @Override
  void rows(int worker, Walk.Cursor cursor, int column, int row, int count) {
    RowExponentials mine = in[worker];
    int loss = at(cursor, 0, column);
    int to = at(cursor, 1, column);
    int from = at(cursor, 2, column);
    mine.next(from, count);
    mine.logarithms();
    mine.quotients(deltas, to, down(1), apart);
    for (int r = 0; r < count; r++) {
      int c = chosen[row + r];
      float d = logits[from + r * down(2) + c * stride] - mine.maxima[r];
      losses[loss + r * down(0)] = mine.logarithms[r] - d;
      deltas[to + r * down(1) + c * apart] -= 1;
    }
  }
}
