package io.lanewise.train;

/// What an epoch brought.
///
/// @param number from 1
/// @param steps how many updates were made since training began
/// @param trainLoss the mean loss of the training batches, each as it was met
/// @param trainAccuracy the share of right classes, likewise; NaN for regression
/// @param validation how good the model is on the validation part afterwards; null if there is none
/// @param test how good the model is on the test part afterwards; null if there is none
/// @param seconds how long training took, evaluation not counted
/// @param examples how many examples it trained on
public record Epoch(
    int number,
    long steps,
    double trainLoss,
    double trainAccuracy,
    Evaluation validation,
    Evaluation test,
    double seconds,
    int examples) {
  /// The same epoch with what the model is worth afterwards.
  Epoch evaluated(Evaluation validation, Evaluation test) {
    return new Epoch(number, steps, trainLoss, trainAccuracy, validation, test, seconds, examples);
  }

  /// Training examples per second.
  public double rate() {
    return seconds == 0 ? 0 : examples / seconds;
  }
}
