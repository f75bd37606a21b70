package io.lanewise.benchmarks;

import io.lanewise.cpu.Workers;
import java.util.HashMap;
import java.util.Map;

/// The engine's loop of multiply-adds on registers as a contender.
final class Peak {
  private static final int TURNS = 20_000;

  /// So long that a worker that has to wake up does not matter.
  private static final int LONGER = 40;

  private static final Map<Integer, Workers> WORKERS = new HashMap<>();

  /// Floating-point operations of one run.
  static final double FLOPS = io.lanewise.cpu.simd.Peak.FLOPS * TURNS;

  private Peak() {}

  static Work work() {
    float[] sink = sink();
    return new Work(() -> loop(sink), () -> new float[][] {sink});
  }

  private static float[] sink() {
    return new float[io.lanewise.cpu.simd.Peak.LANES];
  }

  private static void loop(float[] sink) {
    io.lanewise.cpu.simd.Peak.loop(TURNS, sink);
  }

  /// The same on several threads at once, a part for each. They wait for work as those of kernels
  /// do: to start a thread takes up to a third of a millisecond, which would look like a core that
  /// somebody else has.
  static Work ofThreads(int threads) {
    float[][] sinks = new float[threads][io.lanewise.cpu.simd.Peak.LANES];
    Workers workers = workers(threads);
    return new Work(() -> workers.run((part, worker) -> repeat(sinks[part]), threads), () -> sinks);
  }

  private static synchronized Workers workers(int threads) {
    return WORKERS.computeIfAbsent(threads, Workers::new);
  }

  private static void repeat(float[] sink) {
    for (int i = 0; i < LONGER; i++) {
      loop(sink);
    }
  }
}
