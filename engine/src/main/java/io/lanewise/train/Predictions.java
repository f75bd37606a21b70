package io.lanewise.train;

/// What a model says about some examples: the probability of each class, or a number.
public final class Predictions {
  private final Task task;
  private final float[] values;
  private final int width;

  Predictions(Task task, float[] values, int width) {
    this.task = task;
    this.values = values;
    this.width = width;
  }

  /// The number of examples.
  public int size() {
    return values.length / width;
  }

  /// The most probable class of an example, −1 for regression.
  public int predictedClass(int row) {
    return switch (task) {
      case CLASSES -> {
        int best = 0;
        for (int c = 1; c < width; c++) {
          best = values[row * width + c] > values[row * width + best] ? c : best;
        }
        yield best;
      }
      case TWO_CLASSES -> values[row] > 0.5f ? 1 : 0;
      case REGRESSION -> -1;
    };
  }

  /// The probability of the predicted class, NaN for regression.
  public float probability(int row) {
    return switch (task) {
      case CLASSES -> values[row * width + predictedClass(row)];
      case TWO_CLASSES -> Math.max(values[row], 1 - values[row]);
      case REGRESSION -> Float.NaN;
    };
  }

  /// The predicted number, for regression.
  public float value(int row) {
    return values[row * width];
  }
}
