package io.lanewise.opencl;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The book of native handles. Each is released once: when its user has become unreachable, or when
/// everything is closed.
///
/// The cleaner's thread only notes what it finds; [#settle] acts on it, on a thread that has the
/// right to make native calls.
final class Handles {
  /// What a handle stands for.
  enum Kind {
    MEMORY,
    PROGRAM,
    KERNEL
  }

  /// A handle with one owner.
  static final class Handle {
    private final Kind kind;
    private final Runnable release;

    private Handle(Kind kind, Runnable release) {
      this.kind = kind;
      this.release = release;
    }
  }

  private static final Cleaner CLEANER = Cleaner.create();

  /// For the cleaner, where the garbage collector may not be called.
  private static final long PATIENCE_NANOS = 1_000_000_000;

  /// Milliseconds without anything new after which the cleaner is done.
  private static final int IDLE = 3;

  private final Set<Handle> live = new LinkedHashSet<>();
  private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();

  /// Enters a handle.
  Handle add(Kind kind, Runnable release) {
    Handle handle = new Handle(kind, release);
    live.add(handle);
    return handle;
  }

  /// Releases a handle, unless it has been already.
  void release(Handle handle) {
    if (live.remove(handle)) {
      handle.release.run();
    }
  }

  /// Releases all.
  void close() {
    List<Handle> all = new ArrayList<>(live);
    for (Handle h : all.reversed()) {
      release(h);
    }
  }

  /// Has this done by [#settle] once the user is unreachable.
  void whenLeft(Object user, Runnable then) {
    Queue<Runnable> noted = left;
    CLEANER.register(user, () -> noted.add(then));
  }

  /// Does what the cleaner has noted.
  ///
  /// @return how much that was
  int settle() {
    int count = 0;
    for (Runnable r = left.poll(); r != null; r = left.poll()) {
      r.run();
      count++;
    }
    return count;
  }

  /// Calls the garbage collector, and waits until the cleaner has seen what it found: something
  /// left on purpose, and then nothing more for a while.
  void collect() {
    boolean[] seen = new boolean[1];
    whenLeft(new Object(), () -> seen[0] = true);
    System.gc();
    boolean interrupted = false;
    long end = System.nanoTime() + PATIENCE_NANOS;
    int idle = 0;
    while (idle < IDLE && System.nanoTime() < end) {
      idle = settle() > 0 || !seen[0] ? 0 : idle + 1;
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The handles of each kind that are not released.
  Map<Kind, Integer> counts() {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0);
    }
    live.forEach(h -> counts.merge(h.kind, 1, Integer::sum));
    return counts;
  }
}
