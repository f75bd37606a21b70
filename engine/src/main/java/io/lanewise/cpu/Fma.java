package io.lanewise.cpu;

/// a·b + c rounded once, with the same bits whether or not the processor can do it.
///
/// Without hardware support `Math.fma` computes in `BigDecimal`, some microseconds a call. Double
/// arithmetic does as well for floats: the product of two is exact in double, and if the sum is
/// rounded to odd, rounding it again to float gives what one rounding would have given (Boldo and
/// Melquiond, "Emulation of a FMA and correctly rounded sums", IEEE Transactions on Computers
/// 57(4), 2008).
///
/// Which of the two is decided once, by timing `Math.fma`; the system property `lanewise.fma` set
/// to `hardware` or `emulated` decides it instead.
public final class Fma {
  private static final String PROPERTY = "lanewise.fma";

  /// A call in hardware takes a few nanoseconds, some tens when interpreted.
  private static final long LIMIT_NANOS = 500;

  private static final int CALLS = 8;

  private static final String CHOICE = System.getProperty(PROPERTY, "");

  /// The shortest time of a call of `Math.fma`, or -1 if nobody looked.
  private static final long NANOS = CHOICE.isEmpty() ? probe() : -1;

  /// Whether [#fma] is `Math.fma`; constant, so the compiler drops the other branch.
  public static final boolean HARDWARE = hardware();

  private Fma() {}

  /// a·b + c, rounded once.
  public static float fma(float a, float b, float c) {
    return HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
  }

  /// Which way is taken and why, in words.
  public static String describe() {
    String way = HARDWARE ? "hardware" : "emulated in double arithmetic";
    return NANOS < 0
        ? way + " (set by " + PROPERTY + ")"
        : way + " (Math.fma takes " + NANOS + " ns a call before it is compiled)";
  }

  static float emulated(float a, float b, float c) {
    double product = (double) a * b;
    double sum = product + c;
    if (!Double.isFinite(sum)) {
      return (float) sum; // no finite floats overflow in double
    }
    // The rounding error of the sum, exactly (Knuth's TwoSum).
    double part = sum - product;
    double error = (product - (sum - part)) + (c - part);
    long bits = Double.doubleToRawLongBits(sum);
    long errorBits = Double.doubleToRawLongBits(error);
    long magnitude = errorBits << 1;
    long inexact = (magnitude | -magnitude) >>> 63;
    // Round to odd: the exact value cut off towards zero, its last bit set if anything was cut off.
    long beyond = ((bits ^ errorBits) >>> 63) & inexact;
    return (float) Double.longBitsToDouble((bits - beyond) | inexact);
  }

  private static boolean hardware() {
    if (CHOICE.isEmpty()) {
      return NANOS < LIMIT_NANOS;
    }
    if (!CHOICE.equals("hardware") && !CHOICE.equals("emulated")) {
      throw new IllegalArgumentException(
          PROPERTY + "=" + CHOICE + ": it can be hardware or emulated, or be left out");
    }
    return CHOICE.equals("hardware");
  }

  private static long probe() {
    long best = Long.MAX_VALUE;
    float x = 1.1f;
    for (int attempt = 0; attempt < 5; attempt++) {
      long start = System.nanoTime();
      for (int call = 0; call < CALLS; call++) {
        x = Math.fma(x, 0.9f, 0.1f);
      }
      best = Math.min(best, (System.nanoTime() - start) / CALLS);
    }
    // x stays near 1; looking at it keeps the calls from being dropped.
    return x > 0 ? best : Long.MAX_VALUE;
  }
}
