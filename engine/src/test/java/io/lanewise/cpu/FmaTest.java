package io.lanewise.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FmaTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    1 + 0x1p-23f,
    1 - 0x1p-24f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MIN_NORMAL - Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0x1p-75f,
    0x1.8p-75f,
    0x1p-149f,
    0x1p-100f,
    0x1p64f,
    0x1p100f,
    0x1.fffffep60f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private static void assertSame(float a, float b, float c) {
    int expected = Float.floatToIntBits(Math.fma(a, b, c));
    int actual = Float.floatToIntBits(Fma.emulated(a, b, c));
    if (expected != actual) {
      assertEquals(Math.fma(a, b, c), Fma.emulated(a, b, c), a + " * " + b + " + " + c);
    }
  }

  @Test
  void emulationHasTheBitsOfFmaOnSpecialValues() {
    for (float a : SPECIAL) {
      for (float b : SPECIAL) {
        for (float c : SPECIAL) {
          assertSame(a, b, c);
        }
      }
    }
  }

  @Test
  void emulationHasTheBitsOfFmaOnRandomBits() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      float a = Float.intBitsToFloat(random.nextInt());
      float b = Float.intBitsToFloat(random.nextInt());
      assertSame(a, b, Float.intBitsToFloat(random.nextInt()));
    }
  }

  @Test
  void emulationHasTheBitsOfFmaWhereProductAndSummandMeet() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      float a = random.nextFloat() + 0.5f;
      float b = Math.scalb(random.nextFloat() + 0.5f, random.nextInt(60) - 30);
      float near = Math.scalb(random.nextFloat() - 0.5f, random.nextInt(60) - 30);
      assertSame(a, b, near);
      assertSame(a, b, -a * b);
    }
  }

  /// A product that lies exactly half-way between two floats, moved off it by a summand far below
  /// the last bit of a double: rounding twice would go wrong.
  @Test
  void emulationBreaksTiesByTheSmallestSummand() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      float a = 0x1p12f + (random.nextInt(1 << 12) | 1);
      float b = 0x1p12f + 0x1p11f + 1;
      float tiny = Math.scalb(random.nextBoolean() ? 1f : -1f, -random.nextInt(140));
      assertSame(a, b, tiny);
      assertSame(Float.intBitsToFloat(random.nextInt(1 << 23) | 0x3F800001), 0x1.8p0f, tiny);
    }
  }

  @Test
  void emulationHasTheBitsOfFmaAmongSubnormals() {
    Random random = new Random(4);
    for (int i = 0; i < 200_000; i++) {
      float a = Math.scalb(random.nextFloat() + 0.5f, -random.nextInt(90));
      float b = Math.scalb(random.nextFloat() + 0.5f, -60 - random.nextInt(90));
      assertSame(a, b, Math.scalb(random.nextFloat() - 0.5f, -120 - random.nextInt(30)));
    }
  }

  @Test
  void describesWhichWayIsTaken() {
    assertTrue(Fma.describe().startsWith(Fma.HARDWARE ? "hardware" : "emulated"));
  }
}
