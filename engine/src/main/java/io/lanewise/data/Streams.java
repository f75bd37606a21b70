package io.lanewise.data;

/// The streams of random numbers that this package draws from, so that no two uses of one seed
/// share a number. Each use owns 2³² consecutive streams from its constant on; part of what a seed
/// promises, so never renumbered.
final class Streams {
  /// The order of epoch e is drawn from stream `ORDER + e`.
  static final long ORDER = 1L << 32;

  /// Splits: one stream per class, or the first for a split that is not stratified.
  static final long SPLIT = 2L << 32;

  static final long BLOBS = 3L << 32;
  static final long MOONS = 4L << 32;
  static final long SPIRALS = 5L << 32;
  static final long XOR = 6L << 32;

  /// Which digit each of ten consecutive examples of strokes shows.
  static final long STROKES_LABEL = 7L << 32;

  /// How each example of strokes is written.
  static final long STROKES_HAND = 8L << 32;

  private Streams() {}
}
