package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.abs;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.apply;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;

/// The float32 expansions of sine and cosine, for every float up to the largest.
///
/// x is a number of quarter turns, x·2/π = k + g with |g| ≤ ½, and the function of x is ± sine or
/// cosine of r = g·π/2. Up to 2¹⁵ three fused operations give r, after Cody and Waite (Software
/// Manual for the Elementary Functions, 1980): k·π/2 is taken off in three parts, of which the
/// first leaves an exact difference.
///
/// Beyond, as in Payne and Hanek's method (ACM SIGNUM Newsletter 18, 1983), only the bits of 2/π
/// that matter are multiplied: x is m·2ᵈ·2^(24·band) with a whole m below 2²⁴ and 0 ≤ d < 24, and
/// in 2/π·2^(24·band) the bits that only give multiples of four quarter turns are left out. The
/// five 24-bit pieces of 2/π that belong to a band come by fused additions of differences, which
/// are exact because all pieces lie on one grid: a look-up by lane would be a gather, and a
/// primitive that picks the bits needs as many steps on integers. Splitting by a large constant
/// makes every step up to the last sum exact. These 86 primitives are a detour (see
/// [Program#detours]): where no element of a block is so large, they cost a question.
final class Trigonometry {
  /// 2⁻²⁵·2/π in digits of 2⁻²¹, 2⁻⁴⁵, 2⁻⁶⁹, …, each rounded to the nearest.
  private static final int[] TWO_OVER_PI = {
    0, 667544, 3597540, 4280992, -4033155, 2052942, -2355786, 2709908, -3917564, 2090262
  };

  private static final int DIGIT_BITS = 24;
  private static final int FIRST_DIGIT = -21;
  private static final int BANDS = 6;

  /// The exponent of the first band: all x of the long way have a larger one.
  private static final int LOWEST = -2;

  /// Up to here the short way is right.
  private static final double NEAR = 0x1p15;

  /// Quarter turns are counted in 128ths: then [Primitive#EXP2I] puts the lowest bit of their
  /// number on top of the exponent, and the next one into the sign.
  private static final double UNIT = 128;

  /// What rounds to a multiple of the unit by being added.
  private static final Formula SHIFT = constant(0x1.8p23 * UNIT);

  /// sin r = r + r³·P(r²) for |r| ≤ π/4, relative error 4.0e-9. Fitted as in [Exponentials].
  private static final double[] SIN = {-0x1.555546p-3, 0x1.110776p-7, -0x1.9952fap-13};

  /// cos r in powers of r² for |r| ≤ π/4, relative error 1.2e-10.
  private static final double[] COS = {1, -0.5, 0x1.55554ap-5, -0x1.6c0c28p-10, 0x1.99e80cp-16};

  private static final double HALF_PI = Math.PI / 2;
  private static final double HALF_PI_HIGH = (float) HALF_PI;

  /// π/2 in three parts, none above it, so that k = 0 takes −0 off −0.
  private static final double FIRST = 0x1.921fb4p0;

  private static final double SECOND = 0x1.4442dp-24;
  private static final double THIRD = 0x1.8469898cc517p-48;

  /// Too small to count unless added to 0.
  private static final Formula TINY = constant(0x1p-100);

  private Trigonometry() {}

  /// x = k·π/2 + r, with k in units.
  private record Reduced(Formula k, Formula r) {}

  /// A value and what its rounding lost, or the rest of a value and minus what was taken off.
  private record Pair(Formula high, Formula low) {}

  /// sin x, at most 1.54 ulp off, in 110 primitives; −0 gives −0, ±∞ NaN.
  static Formula sin(Formula x) {
    Reduced reduced = reduce(x);
    return inQuadrant(reduced.k, reduced.r);
  }

  /// cos x, at most 1.54 ulp off, in 111 primitives; ±∞ gives NaN.
  static Formula cos(Formula x) {
    Reduced reduced = reduce(x);
    return inQuadrant(add(reduced.k, constant(UNIT)), reduced.r);
  }

  /// sin(k·π/2 + r). 2ᵏ is 1, ∞, −1 and −∞ in the four quadrants.
  private static Formula inQuadrant(Formula k, Formula r) {
    Formula z = mul(r, r);
    // the sum keeps the sign of −0
    Formula sin = fma(r, fma(z, Polynomials.horner(z, SIN), TINY), r);
    Formula cos = Polynomials.horner(z, COS);
    Formula quadrant = apply(Primitive.EXP2I, k);
    Formula y = select(greater(abs(quadrant), ONE), cos, sin);
    return mul(y, apply(Primitive.COPYSIGN, ONE, quadrant));
  }

  private static Reduced reduce(Formula x) {
    Formula far = greater(abs(x), constant(NEAR));
    Reduced large = reduceLarge(x);
    Formula k = sub(fma(x, constant(UNIT / HALF_PI), SHIFT), SHIFT);
    Formula r = fma(k, constant(-FIRST / UNIT), x);
    r = fma(k, constant(-SECOND / UNIT), r);
    r = fma(k, constant(-THIRD / UNIT), r);
    return new Reduced(select(far, large.k, k), select(far, large.r, r));
  }

  private static Reduced reduceLarge(Formula x) {
    Formula exponent = apply(Primitive.EXPONENT, x);
    Formula m = apply(Primitive.SCALE, x, sub(constant(23), exponent));
    Formula[] above = new Formula[BANDS - 1];
    for (int i = 0; i < above.length; i++) {
      above[i] = greater(exponent, constant(LOWEST + DIGIT_BITS * (i + 1) - 0.5));
    }
    Formula band = above[0];
    for (int i = 1; i < above.length; i++) {
      band = add(band, above[i]);
    }
    Formula d = fma(band, constant(-DIGIT_BITS), sub(exponent, constant(LOWEST)));

    // t₀ + t₁ + t₂ + t₃ = 2ᵈ·2/π·2^(24·band) modulo 4, on grids of 2⁻²¹, 2⁻⁴⁵, 2⁻⁶⁹ and finer
    Formula power = apply(Primitive.EXP2I, d);
    Pair d0 = splitProduct(digit(0, above), power, 2);
    Pair d1 = splitProduct(digit(1, above), power, FIRST_DIGIT);
    Pair d2 = splitProduct(digit(2, above), power, FIRST_DIGIT - DIGIT_BITS);
    Pair d3 = splitProduct(digit(3, above), power, FIRST_DIGIT - 2 * DIGIT_BITS);
    Formula t0 = sub(d0.low, d1.high);
    Formula t1 = sub(d1.low, d2.high);
    Formula t2 = sub(d2.low, d3.high);
    Formula t3 = fma(digit(4, above), power, d3.low);

    // m·t₀ modulo 16 is exact; k is taken off before the rest is added, so that nothing is lost
    // where x is close to a multiple of π/2.
    Formula first = splitProduct(m, t0, 4).low;
    Pair second = product(m, t1);
    Pair third = product(m, t2);
    Formula k = Exponentials.nearest(add(first, second.high));
    Pair g = sum(sub(first, k), second.high);
    g = sum(g.high, add(g.low, second.low));
    g = sum(g.high, add(g.low, third.high));
    Formula low = fma(m, t3, add(third.low, g.low));

    Formula r = fma(g.high, constant(HALF_PI - HALF_PI_HIGH), mul(low, constant(HALF_PI_HIGH)));
    r = fma(g.high, constant(HALF_PI_HIGH), r);
    return new Reduced(mul(k, constant(UNIT)), r);
  }

  /// Digit number `j` of 2/π from the lane's band on, at its weight; the first one modulo 4.
  private static Formula digit(int j, Formula[] above) {
    double weight = Math.scalb(1.0, FIRST_DIGIT - DIGIT_BITS * j);
    Formula digit = constant(digit(0, j) * weight);
    for (int band = 1; band < BANDS; band++) {
      double step = (digit(band, j) - digit(band - 1, j)) * weight;
      digit = fma(above[band - 1], constant(step), digit);
    }
    return digit;
  }

  private static int digit(int band, int j) {
    int n = TWO_OVER_PI[band + j];
    int four = 4 << -FIRST_DIGIT;
    return j == 0 ? Math.floorMod(n + four / 2, four) - four / 2 : n;
  }

  /// Minus a·b rounded to a multiple of 2^grid, and the rest of a·b, which is exact.
  private static Pair splitProduct(Formula a, Formula b, int grid) {
    Formula shift = constant(Math.scalb(1.5, 23 + grid));
    Formula minus = sub(shift, fma(a, b, shift));
    return new Pair(minus, fma(a, b, minus));
  }

  private static Pair product(Formula a, Formula b) {
    Formula high = mul(a, b);
    return new Pair(high, fma(a, b, neg(high)));
  }

  /// a + b, exact where a is a multiple of b's last place.
  private static Pair sum(Formula a, Formula b) {
    Formula high = add(a, b);
    return new Pair(high, sub(b, sub(high, a)));
  }
}
