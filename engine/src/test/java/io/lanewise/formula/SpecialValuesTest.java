package io.lanewise.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Special values in float32, as bits: assertEquals on floats tells −0 from 0 and takes NaN for
/// NaN.
class SpecialValuesTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;

  @Test
  void exponentInDoubleIsThatOfTheFloat() {
    float[] special = {
      0, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL, 1, Float.MAX_VALUE, INFINITY, NAN
    };
    for (float x : special) {
      assertEquals(Math.getExponent(x), Primitive.EXPONENT.value(x));
    }
  }

  @Test
  void exponentialOverflowsAndUnderflowsAtTheRightPlace() {
    Float32 exp = Float32.of(Composite.EXP);
    assertEquals(0f, exp.at(-INFINITY));
    assertEquals(INFINITY, exp.at(INFINITY));
    assertEquals(1f, exp.at(0f));
    assertEquals(1f, exp.at(-0f));
    assertEquals(0x1.ffff08p127f, exp.at(0x1.62e42ep6f), 0x1p104f);
    assertEquals(INFINITY, exp.at(0x1.62e430p6f));
    assertEquals(Float.MIN_VALUE, exp.at(-0x1.9fe368p6f));
    assertEquals(0f, exp.at(-0x1.9fe36ap6f));
  }

  @Test
  void exponentialUnderflowsGradually() {
    Float32 exp = Float32.of(Composite.EXP);
    for (float x = -103.9f; x < -87; x += 0.01f) {
      assertEquals((float) StrictMath.exp(x), exp.at(x), Float.MIN_VALUE);
    }
  }

  @Test
  void expm1EndsAtMinusOneAndInfinity() {
    Float32 expm1 = Float32.of(Composite.EXPM1);
    assertEquals(-1f, expm1.at(-INFINITY));
    assertEquals(-1f, expm1.at(-20f));
    assertEquals(INFINITY, expm1.at(INFINITY));
    assertEquals(INFINITY, expm1.at(0x1.62e430p6f));
    assertEquals(0x1.ffff08p127f, expm1.at(0x1.62e42ep6f), 0x1p104f);
  }

  @Test
  void logarithmOfTheEdges() {
    Float32 log = Float32.of(Composite.LOG);
    assertEquals(-INFINITY, log.at(0f));
    assertEquals(-INFINITY, log.at(-0f));
    assertEquals(NAN, log.at(-Float.MIN_VALUE));
    assertEquals(NAN, log.at(-1f));
    assertEquals(NAN, log.at(-INFINITY));
    assertEquals(INFINITY, log.at(INFINITY));
    assertEquals(0f, log.at(1f));
    assertEquals((float) StrictMath.log(Float.MIN_VALUE), log.at(Float.MIN_VALUE), 0x1p-17f);
    assertEquals((float) StrictMath.log(Float.MAX_VALUE), log.at(Float.MAX_VALUE), 0x1p-17f);
  }

  @Test
  void log1pOfTheEdges() {
    Float32 log1p = Float32.of(Composite.LOG1P);
    assertEquals(-INFINITY, log1p.at(-1f));
    assertEquals(NAN, log1p.at(Math.nextDown(-1f)));
    assertEquals(NAN, log1p.at(-INFINITY));
    assertEquals(INFINITY, log1p.at(INFINITY));
    assertEquals((float) StrictMath.log(Float.MAX_VALUE), log1p.at(Float.MAX_VALUE), 0x1p-17f);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPM1", "LOG1P", "SIN", "TANH", "ERF"})
  void oddAtZeroKeepsTheSignOfZeroAndSubnormals(Composite function) {
    Float32 f = Float32.of(function);
    assertEquals(0f, f.at(0f));
    assertEquals(-0f, f.at(-0f));
    assertEquals(Float.MIN_VALUE, f.at(Float.MIN_VALUE));
    assertEquals(-Float.MIN_VALUE, f.at(-Float.MIN_VALUE));
  }

  @ParameterizedTest
  @EnumSource(names = "POW", mode = EnumSource.Mode.EXCLUDE)
  void nanStaysNan(Composite function) {
    assertEquals(NAN, Float32.of(function).at(NAN));
  }

  @ParameterizedTest
  @EnumSource(names = {"SIN", "COS"})
  void infinityHasNoAngle(Composite function) {
    assertEquals(NAN, Float32.of(function).at(INFINITY));
    assertEquals(NAN, Float32.of(function).at(-INFINITY));
  }

  @Test
  void cosineOfZeroIsOne() {
    assertEquals(1f, Float32.of(Composite.COS).at(0f));
    assertEquals(1f, Float32.of(Composite.COS).at(-0f));
  }

  @Test
  void saturatingFunctionsEndExactly() {
    assertEquals(1f, Float32.of(Composite.TANH).at(INFINITY));
    assertEquals(-1f, Float32.of(Composite.TANH).at(-10f));
    assertEquals(1f, Float32.of(Composite.ERF).at(4f));
    assertEquals(-1f, Float32.of(Composite.ERF).at(-INFINITY));
    assertEquals(1f, Float32.of(Composite.SIGMOID).at(INFINITY));
    assertEquals(0f, Float32.of(Composite.SIGMOID).at(-INFINITY));
    assertEquals(0.5f, Float32.of(Composite.SIGMOID).at(0f));
    assertEquals(INFINITY, Float32.of(Composite.SOFTPLUS).at(INFINITY));
    assertEquals(0f, Float32.of(Composite.SOFTPLUS).at(-INFINITY));
  }

  @Test
  void powerFollowsTheRulesOfMathPow() {
    float[] values = {
      0,
      1,
      2,
      3,
      4,
      0.5f,
      1.5f,
      2.5f,
      1e10f,
      1e-10f,
      1e30f,
      127,
      128,
      149,
      150,
      151,
      0x1p23f,
      0x1.fffffep22f,
      0x1p24f,
      0x1.000002p23f,
      0x1p31f,
      Math.nextUp(1f),
      Math.nextDown(1f),
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Float.MAX_VALUE,
      INFINITY,
      NAN
    };
    Float32 pow = Float32.of(Composite.POW);
    for (int i = 0; i < 2 * values.length; i++) {
      for (int j = 0; j < 2 * values.length; j++) {
        float x = signed(values, i);
        float y = signed(values, j);
        float expected = (float) StrictMath.pow(x, y);
        boolean special = Float.isNaN(expected) || Float.isInfinite(expected) || expected == 0;
        float tolerance = special ? 0 : 2 * Math.ulp(expected);
        assertEquals(expected, pow.at(x, y), tolerance, () -> "pow(" + x + ", " + y + ")");
        if (special) {
          assertEquals(expected, pow.at(x, y), () -> "pow(" + x + ", " + y + ")");
        }
      }
    }
  }

  private static float signed(float[] values, int i) {
    return i % 2 == 0 ? values[i / 2] : -values[i / 2];
  }
}
