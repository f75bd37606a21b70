package io.lanewise.benchmarks;

/// Transcendental functions as one writes them in plain Java: the JDK's, in double.
final class TranscendentalLoops {
  private TranscendentalLoops() {}

  static void exp(float[] out, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.exp(x[i]);
    }
  }

  static void log(float[] out, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.log(x[i]);
    }
  }

  static void tanh(float[] out, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.tanh(x[i]);
    }
  }

  static void sin(float[] out, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.sin(x[i]);
    }
  }

  static void cos(float[] out, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.cos(x[i]);
    }
  }

  static void pow(float[] out, float[] x, float[] y) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.pow(x[i], y[i]);
    }
  }

  static void sigmoid(float[] out, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (1 / (1 + Math.exp(-x[i])));
    }
  }
}
