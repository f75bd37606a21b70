package io.lanewise.benchmarks;

/// Another library that does the same work, found through `ServiceLoader` where its jar is on the
/// class path.
///
/// @param <T> what it is asked to do: one kernel ([KernelPeer]) or a step of training ([StepPeer])
public interface Peer<T> {
  /// The name of the contender, as in tables.
  String name();

  /// Its version, and which kernels it chose for this processor, in its own words.
  String describe();

  /// Its work on the same numbers.
  Work bind(T what);

  /// Whether it would bind this.
  boolean can(T what);
}
