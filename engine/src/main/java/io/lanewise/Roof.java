package io.lanewise;

import io.lanewise.cpu.Simd;
import java.util.HashMap;
import java.util.Map;

/// What one core of this machine can do at best, measured here: multiply-adds on registers, and
/// copies of so much memory as a kernel touches, which may lie in a cache.
final class Roof {
  private static final int LEAST = 14;
  private static final int MOST = 27;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 400_000;

  /// FLOP/s; NaN where the Vector API is not there to find out.
  final double flops = Simd.unavailable() == null ? Simd.peak() : Double.NaN;

  /// Bytes/s by the power of two of the working set.
  private final Map<Integer, Double> bandwidths = new HashMap<>();

  /// Bytes/s of reads and writes together, for a working set of so many bytes.
  double bandwidth(long bytes) {
    int power = 64 - Long.numberOfLeadingZeros(Math.max(1, bytes - 1));
    return bandwidths.computeIfAbsent(Math.clamp(power, LEAST, MOST), Roof::copy);
  }

  private static double copy(int power) {
    byte[] from = new byte[1 << power - 1];
    byte[] to = new byte[from.length];
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long nanos;
      long copies = 0;
      do {
        System.arraycopy(from, 0, to, 0, from.length);
        copies++;
        nanos = System.nanoTime() - start;
      } while (nanos < ROUND_NANOS);
      best = Math.max(best, copies * 2.0 * from.length / nanos * 1e9);
    }
    return best;
  }

  /// The seconds that so much work takes at best.
  double seconds(long flops, long bytes) {
    double computing = Double.isNaN(this.flops) ? 0 : flops / this.flops;
    return Math.max(computing, bytes / bandwidth(bytes));
  }

  /// Whether work is bound by arithmetic and not by memory.
  boolean computes(long flops, long bytes) {
    return flops / this.flops > bytes / bandwidth(bytes);
  }
}
