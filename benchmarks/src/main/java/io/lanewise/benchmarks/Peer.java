package io.lanewise.benchmarks;

/// Another library that does the same work, found through `ServiceLoader` where its jar is on the
/// class path.
public interface Peer {
  /// The name of the contender, as in tables.
  String name();

  /// Its version, and which kernels it chose for this processor, in its own words.
  String describe();

  /// Its work on the same numbers, or null if it has nothing for it.
  Work bind(Problem problem);

  /// Whether it would bind this.
  boolean can(Problem problem);
}
