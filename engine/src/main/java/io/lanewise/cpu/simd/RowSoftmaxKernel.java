package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Walk;
import java.util.List;

/// Along the last axis, with d = x − max x: out = exp(d) / Σ exp(d), or d − ln Σ exp(d).
final class RowSoftmaxKernel extends RowKernel {
  /// Fewer short rows than this leave most lanes idle.
  static final int FEW = 4;

  private final boolean logarithm;
  private final float[] to;
  private final int stride;
  private final RowExponentials[] in;

  private RowSoftmaxKernel(Instruction.RowSoftmax softmax, float[][] arrays, Workers workers) {
    super(
        List.of(heads(softmax.out()), heads(softmax.in())), softmax.in().shape().dim(-1), workers);
    logarithm = softmax.logarithm();
    to = arrays[0];
    int n = softmax.in().shape().dim(-1);
    stride = softmax.out().stride(-1);
    in = new RowExponentials[workersAtWork()];
    for (int w = 0; w < in.length; w++) {
      in[w] = RowExponentials.of(n, down(1), softmax.in().stride(-1), arrays[1], heads.size());
    }
  }

  /// The kernel, or null where the scalar one does as well or there are no loops for it.
  static RowSoftmaxKernel of(Instruction.RowSoftmax softmax, float[][] arrays, Workers workers) {
    if (tiny(softmax.in()) || !FoldLoop.fits(arrays)) {
      return null;
    }
    var kernel = new RowSoftmaxKernel(softmax, arrays, workers);
    return kernel.in[0] == null ? null : kernel;
  }

  /// Whether there is nothing to do, or too little for vectors.
  static boolean tiny(Layout in) {
    int n = in.shape().dim(-1);
    return in.size() == 0 || Reduction.partials(n) == 0 && in.size() / n < FEW;
  }

  @Override
  public Loop[] loops() {
    return in[0].loops(logarithm, logarithm);
  }

  @Override
  int most(int worker) {
    return in[worker].most;
  }

  @Override
  void rows(int worker, Walk.Cursor cursor, int column, int row, int count) {
    RowExponentials mine = in[worker];
    mine.next(at(cursor, 1, column), count);
    if (logarithm) {
      mine.logarithms();
      mine.differences(to, at(cursor, 0, column), down(0), stride);
    } else {
      mine.quotients(to, at(cursor, 0, column), down(0), stride);
    }
  }
}
