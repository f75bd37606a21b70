package io.lanewise.verification;

import io.lanewise.file.Csv;
import io.lanewise.file.FileArray;
import io.lanewise.file.Idx;
import io.lanewise.file.Npy;
import io.lanewise.file.Table;
import io.lanewise.optim.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One experiment of the course as PyTorch ran it: data, initial parameters, the order of rows, the
/// loss of every step, and the parameters at the end.
final class Experiment {
  /// How outputs and targets make a loss.
  enum Loss {
    BINARY,
    CLASSES,
    SQUARED
  }

  final String name;
  final Loss loss;
  final int batch;
  final Sgd.Options options;

  /// The features [rows, features] and targets [rows] that `order` draws from.
  float[] features;

  float[] targets;

  private Experiment(String name, Loss loss, int batch, Sgd.Options options) {
    this.name = name;
    this.loss = loss;
    this.batch = batch;
    this.options = options;
  }

  /// Every experiment that uses SGD.
  static Experiment named(String name) throws IOException {
    Sgd.Options rate05 = Sgd.Options.rate(0.05);
    Experiment e =
        switch (name) {
          case "logreg_toy" -> new Experiment(name, Loss.BINARY, 10, rate05);
          case "banknote_raw" -> new Experiment(name, Loss.BINARY, 10, Sgd.Options.rate(0.5));
          case "banknote_standardised" ->
              new Experiment(name, Loss.BINARY, 10, Sgd.Options.rate(1));
          case "regression_mlp" -> new Experiment(name, Loss.SQUARED, 20, Sgd.Options.rate(0.1));
          case "xor_mlp" -> new Experiment(name, Loss.CLASSES, 32, rate05);
          case "xor_sgd_momentum_nesterov_decay" ->
              new Experiment(
                  name, Loss.CLASSES, 32, rate05.momentum(0.9).nesterov(true).decay(1e-3));
          case "xor_sgd_momentum_dampening" ->
              new Experiment(name, Loss.CLASSES, 32, rate05.momentum(0.9).dampening(0.1));
          case "xor_step_lr", "xor_cosine_lr", "xor_warmup_cosine_lr" ->
              new Experiment(name, Loss.CLASSES, 32, Sgd.Options.rate(0.1));
          case "mnist_mlp" -> new Experiment(name, Loss.CLASSES, 64, rate05);
          default -> throw new IllegalArgumentException(name);
        };
    e.load();
    return e;
  }

  private void load() throws IOException {
    switch (name) {
      case "banknote_raw" -> banknote(false);
      case "banknote_standardised" -> banknote(true);
      case "mnist_mlp" -> mnist();
      case "logreg_toy", "regression_mlp" -> {
        features = npy("x").toFloats();
        targets = npy("y").toFloats();
      }
      default -> {
        Table t = Csv.read(Shared.path("data/course/xor.csv"));
        features = rows(t, t.columns() - 1);
        targets = t.numbers(t.columns() - 1);
      }
    }
  }

  private static float[] rows(Table t, int columns) throws IOException {
    float[] all = new float[t.rows() * columns];
    for (int c = 0; c < columns; c++) {
      float[] column = t.numbers(c);
      for (int r = 0; r < column.length; r++) {
        all[r * columns + c] = column[r];
      }
    }
    return all;
  }

  private void banknote(boolean standardised) throws IOException {
    Table t = Csv.read(Shared.path("data/course/data_banknote_authentication.txt"));
    float[] all = rows(t, 4);
    float[] labels = t.numbers(4);
    int[] train = npy("train_rows").toInts();
    features = new float[train.length * 4];
    targets = new float[train.length];
    for (int r = 0; r < train.length; r++) {
      System.arraycopy(all, train[r] * 4, features, r * 4, 4);
      targets[r] = labels[train[r]];
    }
    if (standardised) {
      float[] mean = npy("mean").toFloats();
      float[] deviation = npy("std").toFloats();
      for (int i = 0; i < features.length; i++) {
        features[i] = (features[i] - mean[i % 4]) / deviation[i % 4];
      }
    }
  }

  private void mnist() throws IOException {
    features = pixels("train-images-idx3-ubyte.gz");
    targets = Idx.read(Shared.path("data/mnist/train-labels-idx1-ubyte.gz")).toFloats();
  }

  /// MNIST's test images, which the other experiments lack.
  static float[] testPixels() throws IOException {
    return pixels("t10k-images-idx3-ubyte.gz");
  }

  /// MNIST's test labels.
  static float[] testLabels() throws IOException {
    return Idx.read(Shared.path("data/mnist/t10k-labels-idx1-ubyte.gz")).toFloats();
  }

  private static float[] pixels(String file) throws IOException {
    float[] pixels = Idx.read(Shared.path("data/mnist/" + file)).toFloats();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] /= 255;
    }
    return pixels;
  }

  /// The learning rate of every step where a schedule changes it, else null.
  double[] rates() throws IOException {
    return name.endsWith("_lr") ? npy("lr").toDoubles() : null;
  }

  FileArray npy(String file) throws IOException {
    return Npy.read(Shared.path("golden/" + name + "/" + file + ".npy"));
  }

  /// The names of the parameters in the model's order: by layer, weight before bias.
  List<String> parameters() throws IOException {
    List<String> names = new ArrayList<>();
    Path folder = Shared.path("golden/" + name);
    for (String layer : new String[] {"", "0.", "2.", "4."}) {
      for (String kind : new String[] {"weight", "bias"}) {
        if (Files.exists(folder.resolve("init." + layer + kind + ".npy"))) {
          names.add(layer + kind);
        }
      }
    }
    return names;
  }
}
