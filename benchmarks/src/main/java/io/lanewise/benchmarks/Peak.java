package io.lanewise.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most that one core can do: fused multiply-adds on registers, without a load or a store
/// between them.
///
/// Two units with a latency of four or five steps need ten accumulators that do not wait for each
/// other. Twelve leave registers for the constants, on AVX2 too, which has sixteen.
final class Peak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int ACCUMULATORS = 12;

  private static final int TURNS = 20_000;

  private static final int LONGER = 100;

  /// Floating-point operations of one run.
  static final double FLOPS = 2.0 * ACCUMULATORS * TURNS * SPECIES.length();

  private Peak() {}

  static Work work() {
    float[] sink = new float[SPECIES.length()];
    return new Work(() -> loop(TURNS, sink), () -> new float[][] {sink});
  }

  /// The same on several threads at once, for so long that starting them does not matter.
  static Work ofThreads(int threads) {
    float[][] sinks = new float[threads][SPECIES.length()];
    return new Work(() -> together(sinks), () -> sinks);
  }

  private static void together(float[][] sinks) {
    Thread[] others = new Thread[sinks.length - 1];
    for (int i = 0; i < others.length; i++) {
      float[] sink = sinks[i + 1];
      others[i] = Thread.ofPlatform().start(() -> loop(LONGER * TURNS, sink));
    }
    loop(LONGER * TURNS, sinks[0]);
    try {
      for (Thread other : others) {
        other.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void loop(int turns, float[] sink) {
    // ½·½ + ¼ = ½, so nothing grows and nothing vanishes.
    FloatVector x = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector y = FloatVector.broadcast(SPECIES, 0.25f);
    FloatVector a = x;
    FloatVector b = x;
    FloatVector c = x;
    FloatVector d = x;
    FloatVector e = x;
    FloatVector f = x;
    FloatVector g = x;
    FloatVector h = x;
    FloatVector i = x;
    FloatVector j = x;
    FloatVector k = x;
    FloatVector l = x;
    for (int turn = 0; turn < turns; turn++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    FloatVector all = a.add(b).add(c).add(d).add(e).add(f);
    all.add(g).add(h).add(i).add(j).add(k).add(l).intoArray(sink, 0);
  }
}
