package io.lanewise;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What a thread allocates, counted by the JVM.
public final class AllocatedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedBytes() {}

  /// The bytes that this thread allocates in `runs` runs of `work`: the least of five measurements,
  /// because the JVM allocates now and then for itself while it warms up.
  public static long of(int runs, Runnable work) {
    long least = Long.MAX_VALUE;
    for (int pass = 0; pass < 5; pass++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < runs; i++) {
        work.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
