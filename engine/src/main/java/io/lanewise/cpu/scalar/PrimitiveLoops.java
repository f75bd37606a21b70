package io.lanewise.cpu.scalar;

import io.lanewise.cpu.Fma;
import io.lanewise.formula.Primitive;

/// Each primitive as one plain loop over the first n elements of small arrays.
///
/// The loops start at 0 in every array, for C2 vectorises `t[i] = a[i] + b[i]` but not `t[to + i] =
/// a[ao + i] + b[bo + i]`. Conditions are integer arithmetic on the bits: a branch per element
/// mispredicts, and C2 does not turn these ones into masks.
final class PrimitiveLoops {
  private static final int ONE = 0x3F800000;
  private static final int INFINITY = 0x7F800000;
  private static final int MAGNITUDE = 0x7FFFFFFF;

  /// Adding it to a whole number below 2²² in magnitude puts that number into the lowest bits.
  private static final float WHOLE = 0x1.8p23f;

  private PrimitiveLoops() {}

  /// t = function(a, b, c) over n elements; functions of fewer arguments ignore the later ones. The
  /// target may be an argument.
  ///
  /// All loops take all arguments, which makes this longer than the 325 bytes that HotSpot inlines:
  /// otherwise C2 would compile every loop once more for each kernel that interprets, half a second
  /// of work in the first one of a program.
  ///
  /// @return t: as an expression, the switch has to name every primitive
  static float[] apply(Primitive function, float[] t, float[] a, float[] b, float[] c, int n) {
    return switch (function) {
      case ADD -> add(t, a, b, c, n);
      case SUB -> sub(t, a, b, c, n);
      case MUL -> mul(t, a, b, c, n);
      case DIV -> div(t, a, b, c, n);
      case MIN -> min(t, a, b, c, n);
      case MAX -> max(t, a, b, c, n);
      case FMA -> fma(t, a, b, c, n);
      case NEG -> neg(t, a, b, c, n);
      case ABS -> abs(t, a, b, c, n);
      case SQRT -> sqrt(t, a, b, c, n);
      case FLOOR -> floor(t, a, b, c, n);
      case GREATER -> greater(t, a, b, c, n);
      case EQUAL -> equal(t, a, b, c, n);
      case SELECT -> select(t, a, b, c, n);
      case EXP2I -> exp2i(t, a, b, c, n);
      case SCALE -> scale(t, a, b, c, n);
      case EXPONENT -> exponent(t, a, b, c, n);
      case COPYSIGN -> copysign(t, a, b, c, n);
    };
  }

  /// Whether the first n elements are all +0.
  static boolean none(float[] a, int n) {
    int any = 0;
    for (int i = 0; i < n; i++) {
      any |= Float.floatToRawIntBits(a[i]);
    }
    return any == 0;
  }

  private static float[] add(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = a[i] + b[i];
    }
    return t;
  }

  private static float[] sub(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = a[i] - b[i];
    }
    return t;
  }

  private static float[] mul(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = a[i] * b[i];
    }
    return t;
  }

  private static float[] div(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = a[i] / b[i];
    }
    return t;
  }

  private static float[] min(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = Math.min(a[i], b[i]);
    }
    return t;
  }

  private static float[] max(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = Math.max(a[i], b[i]);
    }
    return t;
  }

  private static float[] fma(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = Fma.fma(a[i], b[i], c[i]);
    }
    return t;
  }

  private static float[] neg(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = -a[i];
    }
    return t;
  }

  private static float[] abs(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = Math.abs(a[i]);
    }
    return t;
  }

  private static float[] sqrt(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = (float) Math.sqrt(a[i]);
    }
    return t;
  }

  private static float[] floor(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = (float) Math.floor(a[i]);
    }
    return t;
  }

  /// a > b exactly if a − b is above 0: differences of floats do not underflow to 0, and those of
  /// NaNs and equal infinities are NaN.
  private static float[] greater(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      int d = Float.floatToRawIntBits(a[i] - b[i]);
      int positive = -d & ~d;
      int number = ~(INFINITY - (d & MAGNITUDE));
      t[i] = Float.intBitsToFloat(((positive & number) >> 31) & ONE);
    }
    return t;
  }

  /// The same bits, once −0 + 0 has become 0, and not those of a NaN.
  private static float[] equal(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      int x = Float.floatToRawIntBits(a[i] + 0.0f);
      int d = x ^ Float.floatToRawIntBits(b[i] + 0.0f);
      int differs = d | -d;
      int nan = INFINITY - (x & MAGNITUDE);
      t[i] = Float.intBitsToFloat(~((differs | nan) >> 31) & ONE);
    }
    return t;
  }

  private static float[] select(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      int magnitude = Float.floatToRawIntBits(a[i]) << 1;
      int nonzero = (magnitude | -magnitude) >> 31;
      int then = Float.floatToRawIntBits(b[i]) & nonzero;
      int otherwise = Float.floatToRawIntBits(c[i]) & ~nonzero;
      t[i] = Float.intBitsToFloat(then | otherwise);
    }
    return t;
  }

  private static float[] exp2i(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = Float.intBitsToFloat((Float.floatToRawIntBits(a[i] + WHOLE) + 127) << 23);
    }
    return t;
  }

  private static float[] scale(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      int k = (Float.floatToRawIntBits(b[i] + WHOLE) & 0x7FFFFF) - 0x400000;
      int half = k >> 1;
      float first = Float.intBitsToFloat((half + 127) << 23);
      float second = Float.intBitsToFloat((k - half + 127) << 23);
      t[i] = a[i] * first * second;
    }
    return t;
  }

  private static float[] exponent(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = ((Float.floatToRawIntBits(a[i]) >> 23) & 0xFF) - 127;
    }
    return t;
  }

  /// The magnitude's bits and the sign's bit.
  private static float[] copysign(float[] t, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      int magnitude = Float.floatToRawIntBits(a[i]) & MAGNITUDE;
      int sign = Float.floatToRawIntBits(b[i]) & ~MAGNITUDE;
      t[i] = Float.intBitsToFloat(magnitude | sign);
    }
    return t;
  }
}
