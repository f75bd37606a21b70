package io.lanewise.cpu.simd;

/// Operands that loops practise on: zeros, and a place for results that nobody reads.
final class Practice {
  /// How long each is.
  static final int LENGTH = 1024;

  static final float[] FLOATS = new float[LENGTH];
  static final float[] RESULTS = new float[LENGTH];

  private Practice() {}

  /// Operands, of which the first are outputs.
  static float[][] operands(int outputs, int count) {
    float[][] operands = new float[count][];
    for (int o = 0; o < count; o++) {
      operands[o] = o < outputs ? RESULTS : FLOATS;
    }
    return operands;
  }
}
