package io.lanewise.train;

/// What a model says about some examples: a class and its probability, or a number.
public final class Predictions {
  private final Task task;
  private final float[] outputs;
  private final float[] probabilities;
  private final int width;

  /// @param outputs the model's, `width` for each example
  /// @param probabilities the same as people read them
  Predictions(Task task, float[] outputs, float[] probabilities, int width) {
    this.task = task;
    this.outputs = outputs;
    this.probabilities = probabilities;
    this.width = width;
  }

  /// The number of examples.
  public int size() {
    return outputs.length / width;
  }

  /// The most probable class of an example, −1 for regression.
  public int predictedClass(int row) {
    return task.predictedClass(outputs, row * width, width);
  }

  /// The probability of the predicted class, NaN for regression.
  public float probability(int row) {
    return switch (task) {
      case CLASSES -> probabilities[row * width + predictedClass(row)];
      case TWO_CLASSES -> Math.max(probabilities[row], 1 - probabilities[row]);
      case REGRESSION -> Float.NaN;
    };
  }

  /// The predicted number, for regression.
  public float value(int row) {
    return outputs[row * width];
  }
}
