package io.lanewise.train;

/// Where training stands within an epoch. One object for all steps, so that training allocates
/// nothing: read it, do not keep it.
public final class Progress {
  private final Task task;
  private int epoch;
  private long steps;
  private int done;
  private int of;
  private double batchLoss;
  private double lossSum;
  private int right;

  Progress(Task task) {
    this.task = task;
  }

  void begin(int epoch, int of) {
    this.epoch = epoch;
    this.of = of;
    done = 0;
    lossSum = 0;
    right = 0;
  }

  void add(int examples, double loss, int rightOnes) {
    steps++;
    done += examples;
    batchLoss = loss;
    lossSum += loss * examples;
    right += rightOnes;
  }

  /// The epoch, from 1.
  public int epoch() {
    return epoch;
  }

  /// The updates made since training began.
  public long steps() {
    return steps;
  }

  /// How many examples of this epoch have been trained on.
  public int done() {
    return done;
  }

  /// How many examples this epoch has.
  public int of() {
    return of;
  }

  /// The mean loss of the last batch.
  public double batchLoss() {
    return batchLoss;
  }

  /// The mean loss of this epoch so far, each batch as it was met.
  public double loss() {
    return lossSum / done;
  }

  /// The share of right classes of this epoch so far, NaN for regression.
  public double accuracy() {
    return task.classifies() ? (double) right / done : Double.NaN;
  }
}
