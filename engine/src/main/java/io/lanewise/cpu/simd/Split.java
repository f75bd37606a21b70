package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;

/// Items that workers share: even parts, each large enough to be worth waking a thread for.
final class Split {
  /// Fewer elements than this are moved sooner than another thread begins.
  static final int GRAIN = 1 << 15;

  /// How many parts there are.
  final int parts;

  private final int items;
  private final int unit;

  /// @param items how many items there are
  /// @param least the fewest items of a part
  /// @param unit parts begin at multiples of this many items
  Split(int items, int least, int unit, Workers workers) {
    this.items = items;
    this.unit = unit;
    parts = Math.max(1, Math.min(workers.threads(), items / Math.max(unit, least)));
  }

  /// The first item of a part, which is also the end of the part before.
  int begin(int part) {
    if (part == parts) {
      return items;
    }
    int even = (int) ((long) items * part / parts);
    return even - even % unit;
  }
}
