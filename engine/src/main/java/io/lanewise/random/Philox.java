package io.lanewise.random;

/// Philox4x32-10: a keyed bijection from a 128-bit counter to 128 random bits.
///
/// Ten rounds of (multiply two words by fixed odd constants, exchange the halves, mix in the key).
/// It holds no state, so element i of a stream can be had without the i − 1 before it: drawing in
/// parallel, on a device or in a replay gives the same numbers. The four words of a block serve
/// four consecutive elements. (An object remembers its last block for speed: one thread each.)
///
/// Here the key is the seed, the counter's upper half the stream and its lower half the block.
/// Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, *Parallel random numbers: as easy as 1, 2, 3*,
/// SC'11.
public final class Philox {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private final long seed;
  private final long stream;
  private final int[] block = new int[4];
  private long cached = -1;

  /// The numbers of one stream of a seed. Streams of one seed are independent of each other.
  public Philox(long seed, long stream) {
    this.seed = seed;
    this.stream = stream;
  }

  /// 32 random bits: word `index mod 4` of block `index / 4`.
  public int bits(long index) {
    long number = index >>> 2;
    if (number != cached) {
      block(seed, stream, number, block);
      cached = number;
    }
    return block[(int) index & 3];
  }

  /// Uniform on [0, 1): the upper 24 bits times 2⁻²⁴, so every value is exact in float32.
  public float uniform(long index) {
    return (bits(index) >>> 8) * 0x1p-24f;
  }

  /// Standard normal, by Box and Muller: elements 2i and 2i + 1 are √(−2 ln u)·cos 2πv and
  /// √(−2 ln u)·sin 2πv of the uniform bits 2i and 2i + 1, computed in double by `StrictMath`
  /// (the same bits on every machine) and rounded.
  public float normal(long index) {
    long pair = index & ~1L;
    // u in (0, 1], so that its logarithm is finite.
    double u = ((bits(pair) & 0xFFFFFFFFL) + 1) * 0x1p-32;
    double v = (bits(pair + 1) & 0xFFFFFFFFL) * 0x1p-32;
    double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
    double angle = 2 * StrictMath.PI * v;
    return (float) (radius * ((index & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle)));
  }

  /// A whole number from 0 to `bound` − 1, by multiplication (the bias is below bound·2⁻³²).
  public int below(int bound, long index) {
    return (int) ((bits(index) & 0xFFFFFFFFL) * bound >>> 32);
  }

  /// A random order of the numbers 0 to `n` − 1, by Fisher and Yates: step i uses number i of this
  /// stream.
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    shuffle(order);
    return order;
  }

  /// The array in a random order, in place: step i uses number i of this stream.
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1, i);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  /// The four words of one block.
  static void block(long seed, long stream, long number, int[] out) {
    int c0 = (int) number;
    int c1 = (int) (number >>> 32);
    int c2 = (int) stream;
    int c3 = (int) (stream >>> 32);
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    for (int round = 0; round < 10; round++) {
      long p0 = (c0 & 0xFFFFFFFFL) * (MULTIPLIER_0 & 0xFFFFFFFFL);
      long p1 = (c2 & 0xFFFFFFFFL) * (MULTIPLIER_1 & 0xFFFFFFFFL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }
}
