package io.lanewise.benchmarks;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.nn.Layer;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Losses;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/// What all contenders of a row of `steps` do: a model of linear layers with ReLU between them,
/// the same first parameters, the same rows and the same learning rate.
///
/// @param name as in tables
/// @param run what one run of it is
/// @param rate the learning rate of plain SGD
/// @param batch rows that are trained on together
/// @param rows of the data set; a step has one batch of them
/// @param shuffled whether every epoch has the rows in another order; in the data set's own all
///     contenders' losses can be compared
/// @param sizes the number of features, and the width of every layer: one output is a logit for
///     binary cross-entropy, more are those of as many classes for cross-entropy
public record Workload(
    String name, Run run, double rate, int batch, int rows, boolean shuffled, List<Integer> sizes) {
  /// What is timed as one run.
  public enum Run {
    /// Forward, the mean loss, backward and update, on a batch that lies ready.
    STEP,
    /// A step for each batch of the data set, which are drawn and filled meanwhile.
    EPOCH,
    /// Forward, from features in a float array to logits in another.
    INFERENCE,
    /// Ten epochs on MNIST, from its files to the accuracy on its test set.
    TRAINING
  }

  /// Logistic regression.
  static final Workload TINY = step("tiny", 0.1, 10, 2, 1);

  /// Logistic regression on rows like those of banknote authentication.
  static final Workload EPOCH =
      new Workload("epoch", Run.EPOCH, 0.5, 10, 1098, true, List.of(4, 1));

  /// The course's model for MNIST.
  static final Workload MLP = step("mlp", 0.01, 64, 784, 50, 25, 10);

  /// In the order of the tables.
  static final List<Workload> ALL =
      List.of(
          TINY,
          EPOCH,
          MLP,
          step("mlp-256", 0.01, 256, 784, 256, 128, 10),
          step("mlp-1024", 0.01, 256, 784, 1024, 1024, 10),
          inference("predict", 784, 50, 25, 10),
          inference("predict-1024", 784, 1024, 1024, 10));

  /// The libraries that are there, under the profile `peers`. They load nothing before they work.
  private static final List<StepPeer> PEERS =
      ServiceLoader.load(StepPeer.class).stream().map(ServiceLoader.Provider::get).toList();

  private static Workload step(String name, double rate, int batch, Integer... sizes) {
    return new Workload(name, Run.STEP, rate, batch, batch, false, List.of(sizes));
  }

  private static Workload inference(String name, Integer... sizes) {
    return new Workload(name, Run.INFERENCE, 0, 1, 1, false, List.of(sizes));
  }

  /// The course's run: its model, batch and learning rate.
  ///
  /// @param rows of the training set
  static Workload mnist(int rows) {
    return new Workload("mnist", Run.TRAINING, 0.05, 64, rows, true, MLP.sizes);
  }

  /// @throws IllegalArgumentException if there is none of that name
  static Workload named(String name) {
    for (Workload w : ALL) {
      if (w.name.equals(name)) {
        return w;
      }
    }
    throw new IllegalArgumentException("no such workload: " + name);
  }

  static List<StepPeer> peers() {
    return PEERS;
  }

  /// The same with the rows in the data set's order in every epoch.
  Workload inOrder() {
    return new Workload(name, run, rate, batch, rows, false, sizes);
  }

  /// The number of features of a row.
  public int features() {
    return sizes.getFirst();
  }

  /// The number of outputs of a row: 1, or as many as there are classes.
  public int outputs() {
    return sizes.getLast();
  }

  /// The model with its first parameters, on the current backend.
  Sequential model() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < sizes.size(); i++) {
      layers.add(new Linear(sizes.get(i - 1), sizes.get(i)));
      if (i < sizes.size() - 1) {
        layers.add(new Relu());
      }
    }
    return new Sequential(layers.toArray(Layer[]::new)).initialise(1);
  }

  /// Where the classes of so many rows go: beside a single logit of each, or one index each.
  Tensor targets(int rows) {
    return outputs() == 1 ? Tensor.zeros(rows, 1) : Tensor.zeros(rows);
  }

  Tensor loss(Tensor logits, Tensor targets) {
    return outputs() == 1
        ? Losses.bceWithLogits(logits, targets)
        : Losses.crossEntropy(logits, targets);
  }

  /// The first parameters of all contenders: of every layer the weight, `[out, in]` row by row, and
  /// the bias.
  public float[][] parameters() {
    return Backends.with(
        Backends.scalar(),
        () -> model().parameters().stream().map(Tensor::toArray).toArray(float[][]::new));
  }

  /// The rows' features, one row after the other; those of [Run#TRAINING] are [Mnist]'s.
  public float[] x() {
    if (run != Run.EPOCH) {
      return Range.of(outputs() == 1 ? -1 : 0, 1).values(rows * features(), 0);
    }
    // Two clouds that overlap.
    float[] x = Range.of(-2, 2).values(rows * features(), 0);
    float[] y = y();
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i / features()] - 0.5f;
    }
    return x;
  }

  /// The rows' classes, whole numbers from 0 on.
  public float[] y() {
    return Range.below(Math.max(2, outputs())).values(rows, 1);
  }

  /// The mean loss of the outputs of rows, for libraries that do not tell it.
  ///
  /// @param probabilities of class 1, or of every class, row by row
  public float loss(double[][] probabilities) {
    float[] y = y();
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double[] p = probabilities[i];
      sum -= Math.log(outputs() > 1 ? p[(int) y[i]] : y[i] == 1 ? p[0] : 1 - p[0]);
    }
    return (float) (sum / y.length);
  }

  /// Floating-point operations of the products of a run, which are nearly all of them: forward one
  /// for each layer, backward two, and for the first layer one, as nobody wants the gradient of the
  /// features.
  double flops() {
    double flops = 0;
    for (int i = 1; i < sizes.size(); i++) {
      int products = run == Run.INFERENCE ? 1 : i == 1 ? 2 : 3;
      flops += 2.0 * products * rows * sizes.get(i - 1) * sizes.get(i);
    }
    return flops;
  }

  /// Whether its time is mostly that of products: not with one output, where each step's overhead
  /// counts, nor with one row, which reads each weight once and is held up by memory.
  boolean heldAgainstPeak() {
    return run == Run.STEP && outputs() > 1;
  }

  /// Who can do it, in the order in which a round runs them.
  List<String> contenders() {
    List<String> all = new ArrayList<>();
    if (heldAgainstPeak()) {
      all.add(Roof.PEAK);
    }
    all.add(Problem.SIMD);
    for (StepPeer peer : PEERS) {
      if (peer.can(this)) {
        all.add(peer.name());
      }
    }
    all.add(Problem.SCALAR);
    return all;
  }

  /// The work of a contender. Its outputs are the mean loss over all rows of the model as it has
  /// become, or the logits, or the accuracy.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  Work on(String contender) {
    if (contender.equals(Problem.SIMD) || contender.equals(Problem.SCALAR)) {
      return on(Backends.named(contender));
    }
    if (contender.equals(Roof.PEAK)) {
      return Peak.work();
    }
    for (StepPeer peer : PEERS) {
      if (peer.name().equals(contender) && peer.can(this)) {
        return peer.bind(this);
      }
    }
    throw new IllegalArgumentException(
        name + " has no contender " + contender + "; it has " + String.join(", ", contenders()));
  }

  /// The work of a backend.
  Work on(Backend backend) {
    return Backends.with(
        backend,
        () ->
            switch (run) {
              case STEP -> new TrainingStep(this).work();
              case EPOCH -> new TrainingEpoch(this).work();
              case INFERENCE -> inference();
              case TRAINING -> new TrainingRun(this, backend).work();
            });
  }

  private Work inference() {
    Sequential model = model();
    float[] features = x();
    float[] logits = new float[rows * outputs()];
    Tensor x = Tensor.zeros(rows, features());
    Tape tape = Tape.record(() -> model.forward(x));
    return new Work(
        () -> {
          x.copyFrom(features);
          tape.forward();
          tape.output().copyTo(logits);
        },
        () -> new float[][] {logits.clone()});
  }

  /// What one run of it is, in a word.
  String unit() {
    return switch (run) {
      case STEP -> "step";
      case EPOCH -> "epoch";
      case INFERENCE -> "row";
      case TRAINING -> "run";
    };
  }

  /// What it is, in words.
  String describe() {
    String model =
        (sizes.size() == 2 ? "Logistic regression " : "An MLP ")
            + String.join("-", sizes.stream().map(String::valueOf).toList());
    return switch (run) {
      case STEP -> model + ": a step of SGD on a batch of " + batch + " rows that lies ready.";
      case EPOCH ->
          String.format(
              Locale.ROOT,
              "%s: an epoch of %,d rows, shuffled, in batches of %d.",
              model,
              rows,
              batch);
      case INFERENCE -> model + ": the logits of one row, from a float array to another.";
      case TRAINING ->
          String.format(
              Locale.ROOT,
              "%s: MNIST's files are read, %d epochs of %,d rows in batches of %d, test accuracy.",
              model,
              Mnist.EPOCHS,
              rows,
              batch);
    };
  }
}
