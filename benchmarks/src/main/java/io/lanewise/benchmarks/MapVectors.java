package io.lanewise.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [MapLoops] by hand on the Vector API.
final class MapVectors {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  private MapVectors() {}

  static void add(float[] out, float[] x, float[] y) {
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, i)
          .add(FloatVector.fromArray(SPECIES, y, i))
          .intoArray(out, i);
    }
    for (; i < out.length; i++) {
      out[i] = x[i] + y[i];
    }
  }

  static void relu(float[] out, float[] x) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, i).max(zero).intoArray(out, i);
    }
    for (; i < out.length; i++) {
      out[i] = Math.max(x[i], 0);
    }
  }

  static void axpy(float[] out, float a, float[] x, float[] y) {
    FloatVector factor = FloatVector.broadcast(SPECIES, a);
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, i)
          .fma(factor, FloatVector.fromArray(SPECIES, y, i))
          .intoArray(out, i);
    }
    for (; i < out.length; i++) {
      out[i] = Math.fma(a, x[i], y[i]);
    }
  }

  static void sgd(float[] v, float[] p, float[] g, float momentum, float minusRate) {
    FloatVector keep = FloatVector.broadcast(SPECIES, momentum);
    FloatVector step = FloatVector.broadcast(SPECIES, minusRate);
    int bound = SPECIES.loopBound(v.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector velocity =
          FloatVector.fromArray(SPECIES, v, i).fma(keep, FloatVector.fromArray(SPECIES, g, i));
      velocity.intoArray(v, i);
      velocity.fma(step, FloatVector.fromArray(SPECIES, p, i)).intoArray(p, i);
    }
    for (; i < v.length; i++) {
      float velocity = Math.fma(momentum, v[i], g[i]);
      v[i] = velocity;
      p[i] = Math.fma(minusRate, velocity, p[i]);
    }
  }
}
