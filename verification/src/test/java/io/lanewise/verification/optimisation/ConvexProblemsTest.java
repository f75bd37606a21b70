package io.lanewise.verification.optimisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.optim.Sgd;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// SGD against closed forms. The problems have three unknowns and twelve examples, and run in
/// float64, so that what is left is the method's own error: after k steps at rate 1/L it is at most
/// (1 − μ/L)ᵏ of the first, with μ and L the smallest and the largest curvature.
class ConvexProblemsTest {
  private static final int ROWS = 12;
  private static final int UNKNOWNS = 3;
  private static final double DECAY = 0.1;

  private final double[][] a = matrix();
  private final double[] y = column(2);

  private static double[][] matrix() {
    double[] values = Backends.with(Backends.reference(), () -> Tensor.normal(1, 36).toDoubles());
    double[][] a = new double[ROWS][UNKNOWNS];
    for (int i = 0; i < values.length; i++) {
      a[i / UNKNOWNS][i % UNKNOWNS] = values[i];
    }
    return a;
  }

  private static double[] column(long seed) {
    return Backends.with(Backends.reference(), () -> Tensor.normal(seed, ROWS).toDoubles());
  }

  /// 2/n · AᵀA + decay·1, the curvature of the mean squared error with weight decay.
  private double[][] curvature(double decay) {
    double[][] h = new double[UNKNOWNS][UNKNOWNS];
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int j = 0; j < UNKNOWNS; j++) {
        for (double[] row : a) {
          h[i][j] += 2.0 / ROWS * row[i] * row[j];
        }
      }
      h[i][i] += decay;
    }
    return h;
  }

  private double[] leastSquares(double decay) {
    double[] right = new double[UNKNOWNS];
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int r = 0; r < ROWS; r++) {
        right[i] += 2.0 / ROWS * a[r][i] * y[r];
      }
    }
    return SmallMatrix.solve(curvature(decay), right);
  }

  /// The parameters after some steps from 0.
  private double[] descend(
      Sgd.Options options, int steps, double[] targets, Function<Tensor[], Tensor> loss) {
    return Backends.with(
        Backends.reference(),
        () -> {
          double[] flat = new double[ROWS * UNKNOWNS];
          for (int i = 0; i < flat.length; i++) {
            flat[i] = a[i / UNKNOWNS][i % UNKNOWNS];
          }
          Tensor x = Tensor.ofDoubles(flat, ROWS, UNKNOWNS);
          Tensor t = Tensor.ofDoubles(targets, ROWS);
          Tensor w = Tensor.zeros(UNKNOWNS).requireGradient();
          Tape tape = Tape.record(() -> loss.apply(new Tensor[] {x.matmul(w), t}));
          Sgd sgd = new Sgd(List.of(w), options);
          for (int i = 0; i < steps; i++) {
            tape.forward();
            tape.backward();
            sgd.step();
          }
          return w.toDoubles();
        });
  }

  private double[] squares(Sgd.Options options, int steps) {
    return descend(options, steps, y, in -> in[0].mse(in[1]));
  }

  private static int stepsTo(double error, double smallest, double largest) {
    return (int) Math.ceil(Math.log(error) / Math.log1p(-smallest / largest)) + 1;
  }

  private static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(sum);
  }

  private static void reaches(double[] optimum, double[] found) {
    double start = distance(optimum, new double[UNKNOWNS]);
    assertEquals(0, distance(optimum, found), 1e-9 * start);
  }

  @Test
  void leastSquaresReachesTheNormalEquationsSolution() {
    double[] spectrum = SmallMatrix.eigenvalues(curvature(0));
    int steps = stepsTo(1e-9, spectrum[0], spectrum[UNKNOWNS - 1]);
    reaches(leastSquares(0), squares(Sgd.Options.rate(1 / spectrum[UNKNOWNS - 1]), steps));
  }

  @Test
  void ridgeIsWeightDecay() {
    double[] spectrum = SmallMatrix.eigenvalues(curvature(DECAY));
    int steps = stepsTo(1e-9, spectrum[0], spectrum[UNKNOWNS - 1]);
    Sgd.Options options = Sgd.Options.rate(1 / spectrum[UNKNOWNS - 1]).decay(DECAY);
    reaches(leastSquares(DECAY), squares(options, steps));
  }

  /// At w = 0 the error has a part along the steepest direction; each step multiplies it by
  /// 1 − rate·L, which is −0.9 or −1.1 at rates 1.9/L and 2.1/L.
  @Test
  void ratesBelowTwoOverTheLargestCurvatureConvergeAndAboveDiverge() {
    double largest = SmallMatrix.eigenvalues(curvature(0))[UNKNOWNS - 1];
    double[] optimum = leastSquares(0);
    double start = distance(optimum, new double[UNKNOWNS]);
    double[] below = squares(Sgd.Options.rate(1.9 / largest), 400);
    double[] above = squares(Sgd.Options.rate(2.1 / largest), 400);
    assertTrue(distance(optimum, below) < 1e-6 * start);
    assertTrue(distance(optimum, above) > 1e6 * start);
  }

  /// Logistic regression with weight decay is strongly convex: μ ≥ decay, L ≤ ‖AᵀA‖/4n + decay.
  @Test
  void logisticRegressionReachesNewtonsOptimum() {
    double[] labels = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      labels[r] = y[r] > 0 ? 1 : 0;
    }
    double largest = SmallMatrix.eigenvalues(curvature(0))[UNKNOWNS - 1] / 8 + DECAY;
    int steps = stepsTo(1e-10, DECAY, largest);
    double[] found =
        descend(
            Sgd.Options.rate(1 / largest).decay(DECAY),
            steps,
            labels,
            in -> in[0].bceWithLogits(in[1]));
    reaches(newton(labels), found);
  }

  private double[] newton(double[] labels) {
    double[] w = new double[UNKNOWNS];
    for (int iteration = 0; iteration < 20; iteration++) {
      double[] gradient = new double[UNKNOWNS];
      double[][] h = new double[UNKNOWNS][UNKNOWNS];
      for (int r = 0; r < ROWS; r++) {
        double logit = 0;
        for (int i = 0; i < UNKNOWNS; i++) {
          logit += a[r][i] * w[i];
        }
        double p = 1 / (1 + Math.exp(-logit));
        for (int i = 0; i < UNKNOWNS; i++) {
          gradient[i] += (p - labels[r]) * a[r][i] / ROWS;
          for (int j = 0; j < UNKNOWNS; j++) {
            h[i][j] += p * (1 - p) * a[r][i] * a[r][j] / ROWS;
          }
        }
      }
      for (int i = 0; i < UNKNOWNS; i++) {
        gradient[i] += DECAY * w[i];
        h[i][i] += DECAY;
      }
      double[] step = SmallMatrix.solve(h, gradient);
      for (int i = 0; i < UNKNOWNS; i++) {
        w[i] -= step[i];
      }
    }
    return w;
  }
}
