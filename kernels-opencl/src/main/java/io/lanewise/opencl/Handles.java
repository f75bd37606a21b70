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
