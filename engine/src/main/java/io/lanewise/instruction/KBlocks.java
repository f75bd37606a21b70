package io.lanewise.instruction;

/// How the sums of a matrix product are cut, on every backend: a chain `s = fma(a, b, s)` along
/// each block, and C takes one block after the other. It depends on the depth alone.
public final class KBlocks {
  /// The longest block: its packed rows stay in the second-level cache.
  private static final int LONGEST = 400;

  private KBlocks() {}

  /// The length of all blocks of a depth but the last, which may be shorter: as few blocks of at
  /// most 400 as will do, equally long but for rounding up to a multiple of 8.
  public static int length(int depth) {
    int blocks = Math.max(1, Math.ceilDiv(depth, LONGEST));
    return Math.max(8, Math.ceilDiv(Math.ceilDiv(depth, blocks), 8) * 8);
  }
}
