package io.lanewise.opencl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Device memory that was given back, for the next who asks for as many bytes: fresh memory costs
/// ten times as much.
///
/// Tensors give theirs back when the garbage collector finds that nobody uses them. To the
/// collector they are small, so it is called when the device's memory in use has doubled, and
/// before a device is called full.
///
/// @param <H> a piece of memory
final class Pool<H> {
  /// In use before the garbage collector is first called, and kept unused before it is given back.
  private static final long BUDGET = 256L << 20;

  private final LongFunction<H> create;
  private final Consumer<H> destroy;
  private final Handles handles;
  private final Map<Long, Deque<H>> free = new HashMap<>();
  private long budget = BUDGET;
  private long used;
  private long unused;
  private long created;

  /// @param create makes memory of so many bytes, or gives null where there is no more
  /// @param destroy releases it
  /// @param handles calls [#give] for what the garbage collector has found
  Pool(LongFunction<H> create, Consumer<H> destroy, Handles handles) {
    this.create = create;
    this.destroy = destroy;
    this.handles = handles;
  }

  /// Memory of so many bytes with anything in it, or null if the device is full.
  H take(long bytes) {
    handles.settle();
    if (used + bytes > budget) {
      handles.collect();
      budget = Math.max(budget, 2 * (used + bytes));
    }
    H memory = find(bytes);
    if (memory == null) {
      handles.collect();
      memory = find(bytes);
    }
    if (memory == null) {
      trim();
      memory = find(bytes);
    }
    if (memory != null) {
      used += bytes;
    }
    return memory;
  }

  private H find(long bytes) {
    Deque<H> some = free.get(bytes);
    if (some != null && !some.isEmpty()) {
      unused -= bytes;
      return some.pop();
    }
    H fresh = create.apply(bytes);
    created += fresh == null ? 0 : 1;
    return fresh;
  }

  /// Takes back what [#take] gave.
  void give(H memory, long bytes) {
    used -= bytes;
    unused += bytes;
    free.computeIfAbsent(bytes, b -> new ArrayDeque<>()).push(memory);
    if (unused > Math.max(BUDGET, used)) {
      trim();
    }
  }

  /// Releases all that is unused.
  void trim() {
    free.values().forEach(some -> some.forEach(destroy));
    free.clear();
    unused = 0;
  }

  /// How often memory was made.
  long created() {
    return created;
  }

  /// Bytes in use.
  long used() {
    return used;
  }

  /// Bytes in use or kept for the next.
  long held() {
    return used + unused;
  }
}
