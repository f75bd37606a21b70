package io.lanewise.cpu.scalar;

import io.lanewise.backend.Indices;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.List;

/// For each row x of class c, with d = x − max x: delta = exp(d) / Σ exp(d), less 1 at c, and loss
/// = ln Σ exp(d) − d_c. The maximum is never added back: that would round the loss to the maximum's
/// precision.
final class RowCrossEntropyKernel implements Kernel {
  private final Layout loss;
  private final Layout classes;
  private final float[] losses;
  private final float[] deltas;
  private final float[] labels;
  private final int[] chosen;
  private final RowExponentials in;
  private final Sweep delta;

  RowCrossEntropyKernel(
      Instruction.RowCrossEntropy entropy, float[][] arrays, BlockPrograms programs) {
    loss = entropy.loss();
    classes = entropy.classes();
    losses = arrays[0];
    deltas = arrays[1];
    labels = arrays[3];
    chosen = new int[classes.size()];
    in = new RowExponentials(entropy.logits(), arrays[2], programs);
    Layout d = entropy.delta();
    delta = new Sweep(d.shape(), List.of(d), in.together * in.columns);
  }

  @Override
  public void run() {
    choose();
    in.restart();
    delta.restart();
    for (int row = 0; row < chosen.length; row += in.together) {
      int count = Math.min(in.together, chosen.length - row);
      in.next(count);
      float[] logarithms = in.logarithms(count);
      in.divide(count);
      finish(row, count, logarithms);
      delta.next(count * in.columns);
      delta.store(0, in.exponentials, deltas);
    }
  }

  private void choose() {
    for (int row = 0; row < chosen.length; row++) {
      chosen[row] = Indices.check("cross entropy", labels[classes.at(row)], row, in.columns);
    }
  }

  /// The losses of rows, and what is left of their deltas.
  private void finish(int first, int rows, float... logarithms) {
    for (int r = 0; r < rows; r++) {
      int at = r * in.columns + chosen[first + r];
      losses[loss.at(first + r)] = logarithms[r] - in.shifted[at];
      in.exponentials[at] -= 1;
    }
  }
}
