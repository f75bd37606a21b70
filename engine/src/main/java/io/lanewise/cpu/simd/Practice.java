package io.lanewise.cpu.simd;

/// Operands that loops practise on: zeros, and a place for results that nobody reads.
final class Practice {
  static final float[] FLOATS = new float[1024];
  static final float[] RESULTS = new float[1024];

  static final float[] PARTIALS = new float[64];
  static final float[][] NONE = new float[64][];
  static final int[] NOWHERE = new int[64];

  private Practice() {}
}
