package io.lanewise.cpu.simd;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// The generated loop that transposes a row of square tiles, as wide as a vector.
///
/// In a tile, lanes that differ in one bit of their number change places with rows that differ in
/// the same bit of theirs: 2×2 elements, then 2×2 blocks of them, and so on. Both vectors of a pair
/// of rows are rotated and each takes half of its lanes from the other:
///
/// ```
/// a = a0 a1 a2 a3    a with a rotated b in the odd lanes:   a0 b0 a2 b2
/// b = b0 b1 b2 b3    a rotated a with b in the odd lanes:   a1 b1 a3 b3
/// ```
///
/// Why not 4×4 tiles of 128 bits at every width, whose shuffles are cheaper: a JVM that has seen
/// two widths knows less about the vectors in code that it shares, and C2 then leaves vectors of
/// other loops in memory. See `engine/README.md`.
abstract class TransposeLoop extends Loop {
  /// Lanes whose numbers differ in one bit exchanged, by the number of the bit, and the lanes in
  /// which that bit is set.
  static final VectorShuffle<Float> EXCHANGE_0 = exchange(0);

  static final VectorShuffle<Float> EXCHANGE_1 = exchange(1);
  static final VectorShuffle<Float> EXCHANGE_2 = exchange(2);
  static final VectorShuffle<Float> EXCHANGE_3 = exchange(3);
  static final VectorMask<Float> SET_0 = set(0);
  static final VectorMask<Float> SET_1 = set(1);
  static final VectorMask<Float> SET_2 = set(2);
  static final VectorMask<Float> SET_3 = set(3);

  private static VectorShuffle<Float> exchange(int bit) {
    return VectorShuffle.fromOp(Lanes.FLOATS, lane -> (lane ^ 1 << bit) % Lanes.COUNT);
  }

  private static VectorMask<Float> set(int bit) {
    long lanes = 0;
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      lanes |= (long) (lane >> bit & 1) << lane;
    }
    return VectorMask.fromLong(Lanes.FLOATS, lanes);
  }

  /// to[at + i·step + j] = from[start + j·stride + i] for i below m and j below the number of
  /// lanes. The last tile may overlap the one before it.
  ///
  /// @param m at least the number of lanes
  abstract void run(float[] from, int start, int stride, int m, float[] to, int at, int step);

  @Override
  final void idle(int turns) {
    run(null, 0, 0, -turns, null, 0, 0);
  }

  @Override
  final int practise() {
    int lanes = Lanes.COUNT;
    int m = 2 * lanes + 1;
    run(Practice.FLOATS, 0, m, m, Practice.RESULTS, 0, lanes);
    return 3 * lanes * (2 + 2 * Integer.numberOfTrailingZeros(lanes));
  }
}
