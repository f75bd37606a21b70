package io.lanewise.cpu;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Threads that share the work of one kernel. They split its output, never a reduction, so how many
/// there are changes no bit.
///
/// The caller takes part. Parts are claimed one by one, so a worker that has lost its core holds up
/// one part at most, and the others are done by whoever is there. Workers wait for the next kernel
/// by spinning for some microseconds, then they park. They are daemons, and begin with the first
/// work that has several parts.
public final class Workers implements AutoCloseable {
  private static final String PROPERTY = "lanewise.threads";

  /// Some ten microseconds.
  private static final int SPINS = 500;

  /// More parts than this are done by the caller alone.
  private static final int MOST = 0xFFFF;

  /// Work that falls into parts, each of which writes elements of its own.
  @FunctionalInterface
  public interface Work {
    /// Does one part.
    ///
    /// @param part its number, from 0
    /// @param worker who does it, from 0 to [Workers#threads] − 1: the number of a scratch memory
    ///     that nobody else uses meanwhile
    void run(int part, int worker);
  }

  /// The calling thread alone.
  public static final Workers NONE = new Workers(1);

  private static Workers shared;

  private final int threads;

  /// Whether a kernel has the workers. Another one, or one within it, does its parts alone.
  private final AtomicBoolean taken = new AtomicBoolean();

  /// Which run this is (32 bits), how many parts it has (16) and the next of them (16): in one
  /// number, so that nobody claims a part of a run that is over for the one that is being prepared.
  private final AtomicLong next = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private Work work;
  private volatile Throwable failure;
  private volatile boolean closed;
  private volatile Worker[] crew;

  /// So many threads, the caller among them.
  public Workers(int threads) {
    this.threads = threads;
  }

  /// Those of all kernels: as many as the system property `lanewise.threads` says, or processors.
  ///
  /// @throws IllegalArgumentException if the property is no number of at least 1
  public static synchronized Workers shared() {
    if (shared == null) {
      String asked = System.getProperty(PROPERTY);
      int threads =
          asked == null ? Runtime.getRuntime().availableProcessors() : Workers.parse(asked);
      shared = threads == 1 ? NONE : new Workers(threads);
    }
    return shared;
  }

  private static int parse(String asked) {
    int threads;
    try {
      threads = Integer.parseInt(asked);
    } catch (NumberFormatException e) {
      threads = 0;
    }
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException(
          PROPERTY + "=" + asked + ": it can be a number from 1 to 1024, or be left out");
    }
    return threads;
  }

  /// The number of threads that may work at once, the caller among them.
  public int threads() {
    return threads;
  }

  /// Does all parts and returns when all are done, with what they wrote visible. If a part throws,
  /// so does this, once the others are done.
  public void run(Work work, int parts) {
    boolean alone = parts <= 1 || parts > MOST || threads == 1 || closed;
    if (alone || !taken.compareAndSet(false, true)) {
      for (int part = 0; part < parts; part++) {
        work.run(part, 0);
      }
      return;
    }
    try {
      share(work, parts);
    } finally {
      taken.set(false);
    }
  }

  private void share(Work work, int parts) {
    start();
    this.work = work;
    done.set(0);
    int run = (int) (next.get() >>> 32) + 1;
    next.set((long) run << 32 | (long) parts << 16);
    for (Worker worker : crew) {
      if (worker.parked) {
        LockSupport.unpark(worker);
      }
    }
    claim(run, 0);
    for (int spins = 0; done.get() < parts; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    this.work = null;
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      Workers.<RuntimeException>rethrow(thrown);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private void start() {
    if (crew == null) {
      Worker[] made = new Worker[threads - 1];
      for (int i = 0; i < made.length; i++) {
        made[i] = new Worker(i + 1);
        made[i].start();
      }
      crew = made;
    }
  }

  /// Does parts of a run until none is left. What is claimed of a run belongs to it, for the next
  /// one begins only when all parts of this one are done.
  private void claim(int run, int worker) {
    while (true) {
      long state = next.get();
      int part = (int) state & MOST;
      if ((int) (state >>> 32) != run || part >= ((int) state >>> 16)) {
        return;
      }
      if (!next.compareAndSet(state, state + 1)) {
        continue;
      }
      Work mine = work;
      try {
        mine.run(part, worker);
      } catch (Throwable t) {
        failure = t;
      } finally {
        done.incrementAndGet();
      }
    }
  }

  /// Ends the workers; later work is done by the caller alone.
  @Override
  public void close() {
    closed = true;
    Worker[] all = crew;
    if (all != null) {
      for (Worker worker : all) {
        LockSupport.unpark(worker);
      }
    }
  }

  private final class Worker extends Thread {
    private final int number;
    private volatile boolean parked;

    Worker(int number) {
      super("lanewise-worker-" + number);
      this.number = number;
      setDaemon(true);
    }

    @Override
    public void run() {
      // Spinning on a core that the caller needs would hold it up.
      int most = Runtime.getRuntime().availableProcessors() < threads ? 1 : SPINS;
      int seen = 0;
      int spins = 0;
      while (!closed) {
        int run = (int) (next.get() >>> 32);
        if (run != seen) {
          seen = run;
          claim(run, number);
          spins = 0;
        } else if (++spins < most) {
          Thread.onSpinWait();
        } else {
          parked = true;
          if ((int) (next.get() >>> 32) == seen && !closed) {
            LockSupport.park(this);
          }
          parked = false;
          spins = 0;
        }
      }
    }
  }
}
