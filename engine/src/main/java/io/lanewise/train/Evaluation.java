package io.lanewise.train;

/// How good a model is on a dataset.
///
/// @param examples how many examples were seen
/// @param loss the mean loss
/// @param accuracy the share of right classes, NaN for regression
/// @param confusion for each true class how often each class was predicted, empty for regression
public record Evaluation(int examples, double loss, double accuracy, int[][] confusion) {
  /// The root of the mean squared error, NaN where there are classes.
  public double rootMeanSquaredError() {
    return Double.isNaN(accuracy) ? Math.sqrt(loss) : Double.NaN;
  }

  /// The accuracy where there are classes, else the root of the mean squared error: what people
  /// quote.
  public double score() {
    return Double.isNaN(accuracy) ? Math.sqrt(loss) : accuracy;
  }
}
