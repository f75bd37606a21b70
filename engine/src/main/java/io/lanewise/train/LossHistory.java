package io.lanewise.train;

import java.util.Arrays;

/// The losses of the training batches, in bounded memory: of a long run every k-th.
final class LossHistory {
  private static final int MOST = 1 << 16;

  private final double[] steps;
  private final double[] losses;
  private final long stride;
  private int count;

  LossHistory(long totalSteps) {
    stride = totalSteps / MOST + 1;
    int length = (int) (totalSteps / stride);
    steps = new double[length];
    losses = new double[length];
  }

  void add(long step, double loss) {
    if (step % stride == 0 && count < losses.length) {
      steps[count] = step;
      losses[count++] = loss;
    }
  }

  double[] steps() {
    return Arrays.copyOf(steps, count);
  }

  double[] losses() {
    return Arrays.copyOf(losses, count);
  }
}
