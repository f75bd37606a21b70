package io.lanewise.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Transcendental functions by hand on the Vector API: Intel's SVML, where the JDK has it, which is
/// on x86-64 Linux and Windows. The operator has to be a constant, so each has a loop of its own.
final class TranscendentalVectors {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  private TranscendentalVectors() {}

  private static FloatVector at(float[] x, int i) {
    return FloatVector.fromArray(SPECIES, x, i);
  }

  private static FloatVector at(float[] x, int i, VectorMask<Float> mask) {
    return FloatVector.fromArray(SPECIES, x, i, mask);
  }

  static void exp(float[] out, float[] x) {
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      at(x, i).lanewise(VectorOperators.EXP).intoArray(out, i);
    }
    if (i < out.length) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, out.length);
      at(x, i, rest).lanewise(VectorOperators.EXP).intoArray(out, i, rest);
    }
  }

  static void log(float[] out, float[] x) {
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      at(x, i).lanewise(VectorOperators.LOG).intoArray(out, i);
    }
    if (i < out.length) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, out.length);
      at(x, i, rest).lanewise(VectorOperators.LOG).intoArray(out, i, rest);
    }
  }

  static void tanh(float[] out, float[] x) {
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      at(x, i).lanewise(VectorOperators.TANH).intoArray(out, i);
    }
    if (i < out.length) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, out.length);
      at(x, i, rest).lanewise(VectorOperators.TANH).intoArray(out, i, rest);
    }
  }

  static void sin(float[] out, float[] x) {
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      at(x, i).lanewise(VectorOperators.SIN).intoArray(out, i);
    }
    if (i < out.length) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, out.length);
      at(x, i, rest).lanewise(VectorOperators.SIN).intoArray(out, i, rest);
    }
  }

  static void cos(float[] out, float[] x) {
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      at(x, i).lanewise(VectorOperators.COS).intoArray(out, i);
    }
    if (i < out.length) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, out.length);
      at(x, i, rest).lanewise(VectorOperators.COS).intoArray(out, i, rest);
    }
  }

  static void pow(float[] out, float[] x, float[] y) {
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      at(x, i).lanewise(VectorOperators.POW, at(y, i)).intoArray(out, i);
    }
    if (i < out.length) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, out.length);
      at(x, i, rest).lanewise(VectorOperators.POW, at(y, i, rest)).intoArray(out, i, rest);
    }
  }

  static void sigmoid(float[] out, float[] x) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    int bound = SPECIES.loopBound(out.length);
    int i = 0;
    for (; i < bound; i += LANES) {
      one.div(at(x, i).neg().lanewise(VectorOperators.EXP).add(one)).intoArray(out, i);
    }
    if (i < out.length) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, out.length);
      one.div(at(x, i, rest).neg().lanewise(VectorOperators.EXP).add(one)).intoArray(out, i, rest);
    }
  }
}
