package io.lanewise.benchmarks;

/// A library that trains models.
public interface StepPeer extends Peer<Workload> {
  /// How its work differs from everybody else's, in words for the reader of the table; null if it
  /// does not.
  default String differs(Workload workload) {
    return null;
  }

  /// Whether its losses have to be everybody else's, as far as its precision goes.
  default boolean sameLosses(Workload workload) {
    return true;
  }
}
