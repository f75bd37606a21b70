package io.lanewise.cpu.reference;

import io.lanewise.backend.Indices;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// loss = m + ln Σ e^(x−m) − x_c and delta = softmax(x) − onehot(c) for each row x.
final class RowCrossEntropyKernel implements Kernel {
  private final Layout loss;
  private final Layout delta;
  private final Layout logits;
  private final Layout classes;
  private final double[] losses;
  private final double[] deltas;
  private final double[] from;
  private final double[] labels;
  private final int[] chosen;

  RowCrossEntropyKernel(Instruction.RowCrossEntropy entropy, double[][] arrays) {
    this.loss = entropy.loss();
    this.delta = entropy.delta();
    this.logits = entropy.logits();
    this.classes = entropy.classes();
    this.losses = arrays[0];
    this.deltas = arrays[1];
    this.from = arrays[2];
    this.labels = arrays[3];
    this.chosen = new int[classes.size()];
  }

  @Override
  public void run() {
    int columns = logits.shape().dim(-1);
    for (int row = 0; row < chosen.length; row++) {
      chosen[row] = Indices.check("cross entropy", labels[classes.at(row)], row, columns);
    }
    for (int row = 0; row < chosen.length; row++) {
      int first = row * columns;
      double max = Rows.max(from, logits, first, columns);
      double sum = Rows.sumOfExponentials(from, logits, first, columns, max);
      losses[loss.at(row)] = max + StrictMath.log(sum) - from[logits.at(first + chosen[row])];
      for (int column = 0; column < columns; column++) {
        double softmax = StrictMath.exp(from[logits.at(first + column)] - max) / sum;
        deltas[delta.at(first + column)] = column == chosen[row] ? softmax - 1 : softmax;
      }
    }
  }
}
