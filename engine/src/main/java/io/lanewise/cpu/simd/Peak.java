package io.lanewise.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most that one core can do: fused multiply-adds on registers, without a load or a store
/// between them.
///
/// Two units with a latency of four or five steps need ten accumulators that do not wait for each
/// other. Twelve leave registers for the constants, on AVX2 too, which has sixteen. They are what
/// is added to, as in a product of matrices: there is an instruction for that, while a multiplied
/// accumulator would have the addend moved every time (a fifth slower on Zen 3).
public final class Peak {
  private static final VectorSpecies<Float> SPECIES = Lanes.FLOATS;

  private static final int ACCUMULATORS = 12;

  /// The lanes of its vectors.
  public static final int LANES = SPECIES.length();

  /// Floating-point operations of a turn.
  public static final double FLOPS = 2.0 * ACCUMULATORS * LANES;

  private static final int TURNS = 20_000;
  private static final int ROUNDS = 50;

  private Peak() {}

  /// FLOP/s, the best of some rounds: after the first of them the loop is compiled.
  public static double perSecond() {
    float[] sink = new float[LANES];
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      loop(TURNS, sink);
      best = Math.min(best, System.nanoTime() - start);
    }
    return FLOPS * TURNS / best * 1e9;
  }

  /// So many turns.
  ///
  /// @param sink takes the result: something has to
  public static void loop(int turns, float[] sink) {
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
