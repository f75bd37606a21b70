package io.lanewise.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most that one core can do: fused multiply-adds on registers, without a load or a store
/// between them.
///
/// Two units with a latency of four or five steps need ten accumulators that do not wait for each
/// other. Twelve leave registers for the constants, on AVX2 too, which has sixteen.
/// They are what is added to, as in a product of matrices: there is an instruction for that, while
/// a multiplied accumulator would have the addend moved every time (a fifth slower on Zen 3).
final class Peak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int ACCUMULATORS = 12;

  private static final int TURNS = 20_000;

  private static final int LONGER = 40;

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
      others[i] = Thread.ofPlatform().start(() -> repeat(sink));
    }
    repeat(sinks[0]);
    try {
      for (Thread other : others) {
        other.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void repeat(float[] sink) {
    for (int i = 0; i < LONGER; i++) {
      loop(TURNS, sink);
    }
  }

  private static void loop(int turns, float[] sink) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0x1p-11f);
    FloatVector y = x;
    FloatVector a = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    FloatVector i = a;
    FloatVector j = a;
    FloatVector k = a;
    FloatVector l = a;
    for (int turn = 0; turn < turns; turn++) {
      a = x.fma(y, a);
      b = x.fma(y, b);
      c = x.fma(y, c);
      d = x.fma(y, d);
      e = x.fma(y, e);
      f = x.fma(y, f);
      g = x.fma(y, g);
      h = x.fma(y, h);
      i = x.fma(y, i);
      j = x.fma(y, j);
      k = x.fma(y, k);
      l = x.fma(y, l);
    }
    FloatVector all = a.add(b).add(c).add(d).add(e).add(f);
    all.add(g).add(h).add(i).add(j).add(k).add(l).intoArray(sink, 0);
  }
}
