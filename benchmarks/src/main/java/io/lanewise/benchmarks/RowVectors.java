package io.lanewise.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The row kernels of [RowLoops] by hand on the Vector API, with SVML's exponential and a masked
/// tail at the end of each row.
final class RowVectors {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  private RowVectors() {}

  private static float max(float[] x, int from, int to) {
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      max = max.max(FloatVector.fromArray(SPECIES, x, i));
    }
    float largest = max.reduceLanes(VectorOperators.MAX);
    for (; i < to; i++) {
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }

  private static float exponentials(float[] out, float[] x, int from, int to, float max) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, x, i).sub(max).lanewise(VectorOperators.EXP);
      e.intoArray(out, i);
      sum = sum.add(e);
    }
    if (i < to) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, to);
      FloatVector e =
          FloatVector.fromArray(SPECIES, x, i, rest).sub(max).lanewise(VectorOperators.EXP);
      e.intoArray(out, i, rest);
      sum = sum.add(e, rest);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static void scale(float[] out, int from, int to, float share) {
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      FloatVector.fromArray(SPECIES, out, i).mul(share).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] *= share;
    }
  }

  static void softmax(float[] out, float[] x, int classes) {
    for (int row = 0; row < x.length; row += classes) {
      int end = row + classes;
      scale(out, row, end, 1 / exponentials(out, x, row, end, max(x, row, end)));
    }
  }

  static void logSoftmax(float[] out, float[] x, int classes) {
    for (int row = 0; row < x.length; row += classes) {
      int end = row + classes;
      float max = max(x, row, end);
      // The exponentials are written to where the results go next.
      float shift = max + (float) Math.log(exponentials(out, x, row, end, max));
      int i = row;
      for (; i <= end - LANES; i += LANES) {
        FloatVector.fromArray(SPECIES, x, i).sub(shift).intoArray(out, i);
      }
      for (; i < end; i++) {
        out[i] = x[i] - shift;
      }
    }
  }

  static void crossEntropy(float[] loss, float[] delta, float[] x, float[] labels) {
    int classes = x.length / labels.length;
    for (int r = 0; r < labels.length; r++) {
      int row = r * classes;
      int end = row + classes;
      float max = max(x, row, end);
      float sum = exponentials(delta, x, row, end, max);
      scale(delta, row, end, 1 / sum);
      int label = row + (int) labels[r];
      delta[label] -= 1;
      loss[r] = max + (float) Math.log(sum) - x[label];
    }
  }
}
