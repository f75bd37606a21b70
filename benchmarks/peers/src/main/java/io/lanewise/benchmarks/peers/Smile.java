package io.lanewise.benchmarks.peers;

import io.lanewise.backend.Kernel;
import io.lanewise.benchmarks.StepPeer;
import io.lanewise.benchmarks.Work;
import io.lanewise.benchmarks.Workload;
import java.util.Random;

/// Smile's multilayer perceptron: products of a matrix and a vector in double precision, row by
/// row, by OpenBLAS.
public final class Smile implements StepPeer {
  private static final boolean BLAS = SmileBlas.present();

  @Override
  public String name() {
    return "smile";
  }

  @Override
  public String describe() {
    return "Smile " + version() + (BLAS ? "" : ", which finds no OpenBLAS");
  }

  static String version() {
    return smile.classification.MLP.class.getPackage().getImplementationVersion();
  }

  /// It wants a hidden layer.
  @Override
  public boolean can(Workload workload) {
    return workload.sizes().size() > 2 && workload.run() != Workload.Run.TRAINING && BLAS;
  }

  @Override
  public String differs(Workload workload) {
    return workload.run() == Workload.Run.INFERENCE
        ? "in double precision, and with the class of the largest output after the logits."
        : "in double precision, row by row, and without the loss.";
  }

  @Override
  public Work bind(Workload workload) {
    SmileModel model = new SmileModel(workload);
    double[][] x = DoubleRows.of(workload);
    int[] y = classes(workload);
    double[] probabilities = new double[Math.max(2, workload.outputs())];
    Kernel kernel =
        switch (workload.run()) {
          case STEP -> () -> model.update(x, y);
          case EPOCH, TRAINING -> throw new IllegalArgumentException(workload.name());
          case INFERENCE -> () -> model.predict(x[0], probabilities);
        };
    return new Work(kernel, () -> DoubleRows.outputs(workload, model.probabilities(x)));
  }

  static int[] classes(Workload workload) {
    float[] y = workload.y();
    int[] classes = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      classes[i] = (int) y[i];
    }
    return classes;
  }

  /// Rows are references, so they change places themselves.
  static void shuffle(double[][] x, int[] y, Random random) {
    for (int i = y.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double[] row = x[i];
      x[i] = x[j];
      x[j] = row;
      int label = y[i];
      y[i] = y[j];
      y[j] = label;
    }
  }
}
