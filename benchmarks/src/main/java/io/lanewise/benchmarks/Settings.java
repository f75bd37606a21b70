package io.lanewise.benchmarks;

/// How much is measured.
///
/// @param rounds that count; others go before them to warm up
/// @param millis that a contender runs for in each round, at least once
/// @param quick whether what takes long is left out
/// @param patience the seconds that a suite of kernels may take to warm up
/// @param only words that a row's parameters have to contain; empty for all rows
record Settings(int rounds, int millis, boolean quick, int patience, String only) {
  /// A contender that takes longer than this for one run is measured in the first rounds only.
  static final double SLOW_NANOS = 150e6;

  /// How many those are.
  static final int SLOW_ROUNDS = 3;

  boolean wants(Cell cell) {
    return only.isEmpty() || (" " + cell + " ").contains(" " + only + " ");
  }
}
