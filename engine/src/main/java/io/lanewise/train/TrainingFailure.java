package io.lanewise.train;

/// Training that cannot go on: the loss is no longer a finite number.
public final class TrainingFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final long step;

  TrainingFailure(int epoch, long step, double loss, String anomaly) {
    super(
        "the loss became "
            + loss
            + " in epoch "
            + epoch
            + " at step "
            + step
            + (anomaly == null ? "" : ": " + anomaly)
            + "; a smaller learning rate may help");
    this.epoch = epoch;
    this.step = step;
  }

  private TrainingFailure(TrainingFailure cause, String more) {
    super(cause.getMessage() + "; " + more, cause);
    this.epoch = cause.epoch;
    this.step = cause.step;
  }

  /// The same failure, with where to go on from.
  TrainingFailure adding(String more) {
    return new TrainingFailure(this, more);
  }

  /// The epoch in which it happened, from 1.
  public int epoch() {
    return epoch;
  }

  /// The update before which it happened, from 1 since training began.
  public long step() {
    return step;
  }
}
