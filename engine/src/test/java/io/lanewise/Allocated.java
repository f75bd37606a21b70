package io.lanewise;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Counts what a piece of code allocates, by the JVM's own counter for the thread.
public final class Allocated {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int SERIES = 5;

  private Allocated() {}

  /// The bytes that the current thread allocates in one run of `task`. Run it once before: loading
  /// classes and linking call sites allocates, too.
  public static long bytes(Runnable task) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    task.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /// The bytes of `runs` runs, in the thriftiest of five series: a task that allocates does so in
  /// each of them, and the JVM for itself, while it warms up, only now and then.
  public static long bytes(int runs, Runnable task) {
    Runnable series =
        () -> {
          for (int i = 0; i < runs; i++) {
            task.run();
          }
        };
    long least = Long.MAX_VALUE;
    for (int i = 0; i < SERIES; i++) {
      least = Math.min(least, bytes(series));
    }
    return least;
  }
}
