package io.lanewise.nn;

import io.lanewise.Tensor;

/// Losses by the names that a training loop reads best with, each the mean over rows or elements.
/// Import them statically.
public final class Losses {
  private Losses() {}

  /// Cross-entropy of logits `[rows, classes]` with class indices `[rows]`.
  public static Tensor crossEntropy(Tensor logits, Tensor classes) {
    return logits.crossEntropy(classes);
  }

  /// Binary cross-entropy of logits with targets in [0, 1], of one shape.
  public static Tensor bceWithLogits(Tensor logits, Tensor targets) {
    return logits.bceWithLogits(targets);
  }

  /// The mean squared error of predictions and targets of one shape.
  public static Tensor mse(Tensor predictions, Tensor targets) {
    return predictions.mse(targets);
  }

  /// The mean absolute error of predictions and targets of one shape.
  public static Tensor l1(Tensor predictions, Tensor targets) {
    return predictions.l1(targets);
  }

  /// The Huber loss of predictions and targets of one shape: quadratic up to an error of δ, linear
  /// beyond.
  public static Tensor huber(Tensor predictions, Tensor targets, double delta) {
    return predictions.huber(targets, delta);
  }
}
