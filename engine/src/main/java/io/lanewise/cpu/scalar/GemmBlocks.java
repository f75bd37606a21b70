package io.lanewise.cpu.scalar;

final class GemmBlocks {
  static final int LONGEST = 400;

  private GemmBlocks() {}

  static int step(int k) {
    int blocks = Math.max(1, (k + LONGEST - 1) / LONGEST);
    return ((k + blocks - 1) / blocks + 7) / 8 * 8;
  }
}
