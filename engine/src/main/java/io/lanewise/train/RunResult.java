package io.lanewise.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What came of a run.
///
/// @param finished whether all epochs were trained; if not, the listener stopped it and there are
///     no final evaluations
/// @param epochs the finished epochs
/// @param train the model on the training part afterwards
/// @param validation on the validation part; null if there is none
/// @param test on the test part
/// @param seconds how long training took, evaluation not counted
/// @param steps the updates made
/// @param parameters how many numbers were learned
public record RunResult(
    boolean finished,
    List<Epoch> epochs,
    Evaluation train,
    Evaluation validation,
    Evaluation test,
    double seconds,
    long steps,
    int parameters) {
  /// The final numbers by their names in JSON: `test_accuracy`, `test_loss` and so on.
  public Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    put(metrics, "train", train);
    put(metrics, "validation", validation);
    put(metrics, "test", test);
    metrics.put("epochs", epochs.size());
    metrics.put("steps", steps);
    metrics.put("parameters", parameters);
    return metrics;
  }

  private static void put(Map<String, Object> metrics, String part, Evaluation e) {
    if (e != null) {
      metrics.put(part + (Double.isNaN(e.accuracy()) ? "_rmse" : "_accuracy"), e.score());
      metrics.put(part + "_loss", e.loss());
    }
  }
}
