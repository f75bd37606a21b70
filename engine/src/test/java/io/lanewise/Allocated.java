package io.lanewise;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Counts what a piece of code allocates, by the JVM's own counter for the thread.
public final class Allocated {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocated() {}

  /// The bytes that the current thread allocates while this runs. Run it once before: loading
  /// classes and linking call sites allocates, too.
  public static long bytes(Runnable task) {
    long thread = Thread.currentThread().threadId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    task.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
