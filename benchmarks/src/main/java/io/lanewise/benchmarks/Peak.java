package io.lanewise.benchmarks;

/// The engine's loop of multiply-adds on registers as a contender.
final class Peak {
  private static final int TURNS = 20_000;

  private static final int LONGER = 40;

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

  /// The same on several threads at once, for so long that starting them does not matter.
  static Work ofThreads(int threads) {
    float[][] sinks = new float[threads][io.lanewise.cpu.simd.Peak.LANES];
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
      loop(sink);
    }
  }
}
