package io.lanewise.cpu.simd;

/// Operands that loops practise on: zeros, and a place for results that nobody reads.
final class Practice {
  static final float[] FLOATS = new float[1024];
  static final float[] RESULTS = new float[1024];

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
