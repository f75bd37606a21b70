package io.lanewise.verification;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.file.FileArray;
import io.lanewise.nn.Layer;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs an experiment from PyTorch's initial parameters in PyTorch's row order, and measures how
/// far losses and final parameters are from PyTorch's.
final class Replay {
  private final Experiment experiment;
  private final Sequential model;
  private final Sgd sgd;
  private final Map<Integer, Batch> batches = new HashMap<>();

  /// The largest difference of a loss, among the first `firstSteps` and among all.
  double lossDifference;

  int worstStep;

  /// The first step whose loss is off by more than the bound, or −1.
  int firstBadStep = -1;

  /// The largest difference of a final parameter, relative to its tensor's largest magnitude.
  double parameterDifference;

  String worstParameter;

  Replay(Experiment experiment) throws IOException {
    this.experiment = experiment;
    List<Layer> layers = new ArrayList<>();
    List<String> names = experiment.parameters();
    for (int i = 0; i < names.size(); i += 2) {
      if (i > 0) {
        layers.add(new Relu());
      }
      FileArray weight = experiment.npy("init." + names.get(i));
      layers.add(new Linear(weight.shape().dim(1), weight.shape().dim(0)));
    }
    this.model = new Sequential(layers.toArray(Layer[]::new));
    for (int i = 0; i < names.size(); i++) {
      model.parameters().get(i).copyFrom(experiment.npy("init." + names.get(i)).toFloats());
    }
    this.sgd = new Sgd(model.parameters(), experiment.options);
  }

  /// The inputs and the tape of one batch size.
  private final class Batch {
    final int width = experiment.features.length / experiment.targets.length;
    final float[] features;
    final float[] targets;
    final Tensor x;
    final Tensor y;
    final Tape tape;

    Batch(int size) {
      features = new float[size * width];
      targets = new float[size];
      x = Tensor.zeros(size, width);
      y = Tensor.zeros(size);
      tape =
          Tape.record(
              () -> {
                Tensor out = model.forward(x);
                return switch (experiment.loss) {
                  case BINARY -> out.bceWithLogits(y.unsqueeze(1));
                  case SQUARED -> out.mse(y.unsqueeze(1));
                  case CLASSES -> out.crossEntropy(y);
                };
              });
    }

    float step(int[] order, int from) {
      for (int i = 0; i < targets.length; i++) {
        int row = order[from + i];
        System.arraycopy(experiment.features, row * width, features, i * width, width);
        targets[i] = experiment.targets[row];
      }
      x.copyFrom(features);
      y.copyFrom(targets);
      tape.forward();
      float loss = tape.loss();
      tape.backward();
      sgd.step();
      return loss;
    }
  }

  /// Trains, and compares each of the first `compared` steps' losses with PyTorch's.
  void run(int compared, double bound) throws IOException {
    FileArray orders = experiment.npy("order");
    int[] order = orders.toInts();
    int rows = orders.shape().dim(1);
    float[] losses = experiment.npy("loss").toFloats();
    double[] rates = experiment.rates();
    int step = 0;
    for (int epoch = 0; epoch < orders.shape().dim(0); epoch++) {
      for (int at = 0; at < rows; at += experiment.batch, step++) {
        int size = Math.min(experiment.batch, rows - at);
        if (rates != null) {
          sgd.learningRate(rates[step]);
        }
        Batch batch = batches.computeIfAbsent(size, Batch::new);
        double difference = Math.abs(batch.step(order, epoch * rows + at) - losses[step]);
        if (step < compared && !(difference <= lossDifference)) {
          lossDifference = difference;
          worstStep = step;
        }
        if (step < compared && !(difference <= bound) && firstBadStep < 0) {
          firstBadStep = step;
        }
      }
    }
    compareParameters();
  }

  private void compareParameters() throws IOException {
    List<String> names = experiment.parameters();
    for (int p = 0; p < names.size(); p++) {
      float[] expected = experiment.npy("final." + names.get(p)).toFloats();
      float[] actual = model.parameters().get(p).toArray();
      double largest = 0;
      double difference = 0;
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(expected[i]));
        difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      }
      if (!(difference / largest <= parameterDifference)) {
        parameterDifference = difference / largest;
        worstParameter = names.get(p);
      }
    }
  }

  /// The share of MNIST's test images that the model recognises.
  double testAccuracy() throws IOException {
    float[] labels = Experiment.testLabels();
    Tensor images = Tensor.of(Experiment.testPixels(), labels.length, 784);
    float[] predicted = model.forward(images).argmax(1).toArray();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
