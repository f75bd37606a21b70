package io.lanewise.benchmarks;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The reductions of [ReduceLoops] by hand on the Vector API, with eight partial results under way,
/// so that additions need not wait for each other.
final class ReduceVectors {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  private ReduceVectors() {}

  private static FloatVector at(float[] x, int i) {
    return FloatVector.fromArray(SPECIES, x, i);
  }

  static void sum(float[] out, float[] x) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int bound = x.length - 8 * LANES + 1;
    int i = 0;
    for (; i < bound; i += 8 * LANES) {
      a = a.add(at(x, i));
      b = b.add(at(x, i + LANES));
      c = c.add(at(x, i + 2 * LANES));
      d = d.add(at(x, i + 3 * LANES));
      e = e.add(at(x, i + 4 * LANES));
      f = f.add(at(x, i + 5 * LANES));
      g = g.add(at(x, i + 6 * LANES));
      h = h.add(at(x, i + 7 * LANES));
    }
    FloatVector all = a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h)));
    float sum = all.reduceLanes(VectorOperators.ADD);
    for (; i < x.length; i++) {
      sum += x[i];
    }
    out[0] = sum;
  }

  static void max(float[] out, float[] x) {
    FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int bound = x.length - 8 * LANES + 1;
    int i = 0;
    for (; i < bound; i += 8 * LANES) {
      a = a.max(at(x, i));
      b = b.max(at(x, i + LANES));
      c = c.max(at(x, i + 2 * LANES));
      d = d.max(at(x, i + 3 * LANES));
      e = e.max(at(x, i + 4 * LANES));
      f = f.max(at(x, i + 5 * LANES));
      g = g.max(at(x, i + 6 * LANES));
      h = h.max(at(x, i + 7 * LANES));
    }
    FloatVector all = a.max(b).max(c.max(d)).max(e.max(f).max(g.max(h)));
    float max = all.reduceLanes(VectorOperators.MAX);
    for (; i < x.length; i++) {
      max = Math.max(max, x[i]);
    }
    out[0] = max;
  }

  static void dot(float[] out, float[] x, float[] y) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int bound = x.length - 8 * LANES + 1;
    int i = 0;
    for (; i < bound; i += 8 * LANES) {
      a = at(x, i).fma(at(y, i), a);
      b = at(x, i + LANES).fma(at(y, i + LANES), b);
      c = at(x, i + 2 * LANES).fma(at(y, i + 2 * LANES), c);
      d = at(x, i + 3 * LANES).fma(at(y, i + 3 * LANES), d);
      e = at(x, i + 4 * LANES).fma(at(y, i + 4 * LANES), e);
      f = at(x, i + 5 * LANES).fma(at(y, i + 5 * LANES), f);
      g = at(x, i + 6 * LANES).fma(at(y, i + 6 * LANES), g);
      h = at(x, i + 7 * LANES).fma(at(y, i + 7 * LANES), h);
    }
    FloatVector all = a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h)));
    float sum = all.reduceLanes(VectorOperators.ADD);
    for (; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    out[0] = sum;
  }

  static void columns(float[] out, float[] x) {
    Arrays.fill(out, 0);
    int bound = SPECIES.loopBound(out.length);
    for (int row = 0; row < x.length; row += out.length) {
      int i = 0;
      for (; i < bound; i += LANES) {
        at(out, i).add(at(x, row + i)).intoArray(out, i);
      }
      for (; i < out.length; i++) {
        out[i] += x[row + i];
      }
    }
  }
}
