package io.lanewise.train;

import io.lanewise.Tensor;

/// What a model learns: how its outputs and the targets make a loss and a prediction.
public enum Task {
  /// One of several classes: one logit each, cross-entropy.
  CLASSES {
    @Override
    public Tensor loss(Tensor outputs, Tensor targets) {
      return outputs.crossEntropy(targets);
    }

    @Override
    public Tensor probabilities(Tensor outputs) {
      return outputs.softmax(1);
    }

    @Override
    public int outputs(int classes) {
      return classes;
    }

    @Override
    int predictedClass(float[] outputs, int at, int width) {
      int best = 0;
      for (int c = 1; c < width; c++) {
        best = outputs[at + c] > outputs[at + best] ? c : best;
      }
      return best;
    }
  },
  /// One of two classes: one logit, binary cross-entropy.
  TWO_CLASSES {
    @Override
    public Tensor loss(Tensor outputs, Tensor targets) {
      return outputs.bceWithLogits(targets.unsqueeze(1));
    }

    @Override
    public Tensor probabilities(Tensor outputs) {
      return outputs.sigmoid();
    }

    @Override
    public int outputs(int classes) {
      return 1;
    }

    @Override
    int predictedClass(float[] outputs, int at, int width) {
      return outputs[at] > 0 ? 1 : 0;
    }
  },
  /// A number: one output, squared error.
  REGRESSION {
    @Override
    public Tensor loss(Tensor outputs, Tensor targets) {
      return outputs.mse(targets.unsqueeze(1));
    }

    @Override
    public Tensor probabilities(Tensor outputs) {
      return outputs;
    }

    @Override
    public int outputs(int classes) {
      return 1;
    }

    @Override
    int predictedClass(float[] outputs, int at, int width) {
      return -1;
    }
  };

  /// What a model learns from labels of so many classes: a single linear layer needs one logit for
  /// two of them.
  ///
  /// @param classes 0 for numbers to predict
  /// @param model a description, as [Models] reads it
  public static Task of(int classes, String model) {
    if (classes == 0) {
      return REGRESSION;
    }
    return classes == 2 && Models.logistic(model) ? TWO_CLASSES : CLASSES;
  }

  /// The mean loss of outputs `[rows, outputs]` for targets `[rows]`.
  public abstract Tensor loss(Tensor outputs, Tensor targets);

  /// The outputs as people read them: the probability of each class, or of the second of two, or
  /// the predicted number.
  public abstract Tensor probabilities(Tensor outputs);

  /// The number of outputs that a model needs.
  public abstract int outputs(int classes);

  /// The class that a row of outputs speaks for, −1 where there are no classes.
  abstract int predictedClass(float[] outputs, int at, int width);

  /// Whether there are classes to be right or wrong about.
  public boolean classifies() {
    return this != REGRESSION;
  }
}
