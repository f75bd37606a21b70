package io.lanewise.benchmarks;

/// Elementwise work as one writes it in plain Java: one loop each, and C2 makes vectors of it.
final class MapLoops {
  private MapLoops() {}

  static void add(float[] out, float[] x, float[] y) {
    for (int i = 0; i < out.length; i++) {
      out[i] = x[i] + y[i];
    }
  }

  static void relu(float[] out, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(x[i], 0);
    }
  }

  static void axpy(float[] out, float a, float[] x, float[] y) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.fma(a, x[i], y[i]);
    }
  }

  static void sgd(float[] v, float[] p, float[] g, float momentum, float minusRate) {
    for (int i = 0; i < v.length; i++) {
      float velocity = Math.fma(momentum, v[i], g[i]);
      v[i] = velocity;
      p[i] = Math.fma(minusRate, velocity, p[i]);
    }
  }
}
