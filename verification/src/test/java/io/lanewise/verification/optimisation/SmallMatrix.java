package io.lanewise.verification.optimisation;

import java.util.Arrays;

/// Linear algebra of a few unknowns, in double.
final class SmallMatrix {
  private static final int SWEEPS = 30;

  private SmallMatrix() {}

  /// The solution of h·x = right, h positive definite, by Gauss's elimination.
  static double[] solve(double[][] h, double[] right) {
    int n = right.length;
    double[][] m = new double[n][];
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      m[i] = h[i].clone();
    }
    for (int p = 0; p < n; p++) {
      for (int i = p + 1; i < n; i++) {
        double factor = m[i][p] / m[p][p];
        for (int j = p; j < n; j++) {
          m[i][j] -= factor * m[p][j];
        }
        x[i] -= factor * x[p];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= m[i][j] * x[j];
      }
      x[i] /= m[i][i];
    }
    return x;
  }

  /// The eigenvalues of a symmetric matrix in ascending order, by Jacobi's rotations.
  static double[] eigenvalues(double[][] symmetric) {
    int n = symmetric.length;
    double[][] m = new double[n][];
    for (int i = 0; i < n; i++) {
      m[i] = symmetric[i].clone();
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(m, p, q);
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = m[i][i];
    }
    Arrays.sort(values);
    return values;
  }

  private static void rotate(double[][] m, int p, int q) {
    double angle = 0.5 * Math.atan2(2 * m[p][q], m[q][q] - m[p][p]);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    for (int k = 0; k < m.length; k++) {
      double kp = m[k][p];
      double kq = m[k][q];
      m[k][p] = c * kp - s * kq;
      m[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < m.length; k++) {
      double pk = m[p][k];
      double qk = m[q][k];
      m[p][k] = c * pk - s * qk;
      m[q][k] = s * pk + c * qk;
    }
  }
}
