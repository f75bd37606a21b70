package io.lanewise.benchmarks.peers;

import io.lanewise.backend.Kernel;
import io.lanewise.benchmarks.StepPeer;
import io.lanewise.benchmarks.Work;
import io.lanewise.benchmarks.Workload;
import java.util.Random;
import smile.classification.LogisticRegression;
import smile.util.IntSet;

/// Smile's logistic regression, which can learn row by row as they come: other work, but what one
/// would do with Smile.
public final class SmileLogistic implements StepPeer {
  @Override
  public String name() {
    return "smile-rows";
  }

  @Override
  public String describe() {
    return "Smile " + Smile.version() + ", logistic regression row by row";
  }

  @Override
  public boolean can(Workload workload) {
    return workload.run() == Workload.Run.EPOCH;
  }

  @Override
  public String differs(Workload workload) {
    return "other work, for it has no batches: an update of the parameters after every row, at a"
        + " tenth of the rate; in double precision, and without the loss.";
  }

  @Override
  public boolean sameLosses(Workload workload) {
    return false;
  }

  @Override
  public Work bind(Workload workload) {
    float[][] parameters = workload.parameters();
    int features = workload.features();
    double[] weights = new double[features + 1];
    for (int i = 0; i < features; i++) {
      weights[i] = parameters[0][i];
    }
    weights[features] = parameters[1][0];
    var model = new LogisticRegression.Binomial(weights, 0, 0, IntSet.of(2));
    model.setLearningRate(workload.rate() / workload.batch());
    double[][] inOrder = DoubleRows.of(workload);
    double[][] x = inOrder.clone();
    int[] y = Smile.classes(workload);
    Random random = new Random(1);
    Kernel kernel =
        () -> {
          if (workload.shuffled()) {
            Smile.shuffle(x, y, random);
          }
          for (int i = 0; i < y.length; i++) {
            model.update(x[i], y[i]);
          }
        };
    return new Work(kernel, () -> DoubleRows.outputs(workload, probabilities(model, inOrder)));
  }

  private static double[][] probabilities(LogisticRegression.Binomial model, double[][] rows) {
    double[][] all = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      all[i] = new double[] {model.score(rows[i])};
    }
    return all;
  }
}
