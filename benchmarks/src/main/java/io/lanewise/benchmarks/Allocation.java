package io.lanewise.benchmarks;

import com.sun.management.ThreadMXBean;
import io.lanewise.backend.Kernel;
import java.lang.management.ManagementFactory;

/// Counts what a kernel allocates, on all threads.
///
/// JMH's own count divides what its harness allocates in an iteration, about 9 kB, by the number of
/// runs, and so cannot tell 0 from a few bytes where a run takes milliseconds.
final class Allocation {
  private static final int MOST_RUNS = 1000;

  private static final long ENOUGH_NANOS = 5_000_000;

  private static final int MOST_TRIES = 10;

  private Allocation() {}

  /// Bytes per run, of a kernel that has been warmed up: the least of several counts, for others
  /// may allocate meanwhile, and all the more where a run takes long.
  static double perRun(Kernel kernel) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; least > 0 && i < MOST_TRIES; i++) {
      long start = System.nanoTime();
      long before = threads.getTotalThreadAllocatedBytes();
      int runs = 0;
      do {
        kernel.run();
        runs++;
      } while (runs < MOST_RUNS && System.nanoTime() - start < ENOUGH_NANOS);
      least = Math.min(least, (double) (threads.getTotalThreadAllocatedBytes() - before) / runs);
    }
    return least;
  }
}
