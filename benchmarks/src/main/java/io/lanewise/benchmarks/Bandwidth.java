package io.lanewise.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// How fast memory is read or copied when so much of it is used again and again: by the widest
/// vectors, several of them under way.
final class Bandwidth {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  private Bandwidth() {}

  /// Reads one half of the working set and writes the other.
  static Work copy(long bytes) {
    float[] from = Range.of(0, 1).values(floats(bytes / 2), 0);
    float[] to = new float[from.length];
    return new Work(() -> copy(to, from), () -> new float[][] {to});
  }

  /// Reads the whole working set.
  static Work read(long bytes) {
    float[] from = Range.of(0, 1).values(floats(bytes), 0);
    float[] sink = new float[LANES];
    return new Work(() -> read(sink, from), () -> new float[][] {sink});
  }

  private static int floats(long bytes) {
    return Math.max(4 * LANES, (int) (bytes / 4));
  }

  private static void copy(float[] to, float[] from) {
    int bound = from.length - 4 * LANES + 1;
    int i = 0;
    for (; i < bound; i += 4 * LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, from, i);
      FloatVector b = FloatVector.fromArray(SPECIES, from, i + LANES);
      FloatVector c = FloatVector.fromArray(SPECIES, from, i + 2 * LANES);
      FloatVector d = FloatVector.fromArray(SPECIES, from, i + 3 * LANES);
      a.intoArray(to, i);
      b.intoArray(to, i + LANES);
      c.intoArray(to, i + 2 * LANES);
      d.intoArray(to, i + 3 * LANES);
    }
    for (; i < from.length; i++) {
      to[i] = from[i];
    }
  }

  private static void read(float[] sink, float[] from) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int bound = from.length - 8 * LANES + 1;
    int i = 0;
    for (; i < bound; i += 8 * LANES) {
      a = a.add(FloatVector.fromArray(SPECIES, from, i));
      b = b.add(FloatVector.fromArray(SPECIES, from, i + LANES));
      c = c.add(FloatVector.fromArray(SPECIES, from, i + 2 * LANES));
      d = d.add(FloatVector.fromArray(SPECIES, from, i + 3 * LANES));
      e = e.add(FloatVector.fromArray(SPECIES, from, i + 4 * LANES));
      f = f.add(FloatVector.fromArray(SPECIES, from, i + 5 * LANES));
      g = g.add(FloatVector.fromArray(SPECIES, from, i + 6 * LANES));
      h = h.add(FloatVector.fromArray(SPECIES, from, i + 7 * LANES));
    }
    float rest = 0;
    for (; i < from.length; i++) {
      rest += from[i];
    }
    a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).add(rest).intoArray(sink, 0);
  }
}
