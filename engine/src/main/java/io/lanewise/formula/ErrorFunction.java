package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.abs;
import static io.lanewise.formula.Formula.apply;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.greater;
import static io.lanewise.formula.Formula.min;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;

/// The error function, in float32 and in double.
///
/// The double one takes its rational approximations from FreeBSD's msun, file `s_erf.c` (Sun
/// Microsystems 1993), in four ranges of |x|.
final class ErrorFunction {
  /// erf(x)/x − 1 in powers of x², for |x| ≤ 1; error of erf relative 1.5e-9. Fitted as in
  /// [Exponentials].
  private static final double[] NEAR = {
    0x1.06eba8p-3,
    -0x1.81273ep-2,
    0x1.ce2ce6p-4,
    -0x1.b7f71ap-6,
    0x1.53f224p-8,
    -0x1.a3515ep-11,
    0x1.4771fep-14
  };

  /// log₂(1 − erf x) in powers of x, for 1 ≤ x ≤ 4; error of erf relative 1.6e-9.
  private static final double[] FAR = {
    -0x1.0257c6p-11,
    -0x1.a0448ap+0,
    -0x1.d75f44p-1,
    -0x1.30a484p-3,
    0x1.0217ccp-5,
    -0x1.16b17p-8,
    0x1.19f184p-12
  };

  /// −2ʳ in powers of r, for |r| ≤ ½, relative error 3.0e-9.
  private static final double[] MINUS_EXP2 = {
    -1,
    -0x1.62e430p-1,
    -0x1.ebfbdcp-3,
    -0x1.c6af7ap-5,
    -0x1.3b2dd4p-7,
    -0x1.5f0970p-10,
    -0x1.417a2ep-13
  };

  /// erf(x)/x − 1 = P(x²)/Q(x²) for |x| < 0.84375.
  private static final double[] P = {
    1.28379167095512558561e-01,
    -3.25042107247001499370e-01,
    -2.84817495755985104766e-02,
    -5.77027029648944159157e-03,
    -2.37630166566501626084e-05
  };
  private static final double[] Q = {
    1,
    3.97917223959155352819e-01,
    6.50222499887672944485e-02,
    5.08130628187576562776e-03,
    1.32494738004321644526e-04,
    -3.96022827877536812320e-06
  };
  /// erf(1 + t) − ERF_ONE = P₁(t)/Q₁(t) for 0.84375 ≤ 1 + t < 1.25.
  private static final double[] P1 = {
    -2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01,
    3.18346619901161753674e-01, -1.10894694282396677476e-01, 3.54783043256182359371e-02,
    -2.16637559486879084300e-03
  };
  private static final double[] Q1 = {
    1,
    1.06420880400844228286e-01,
    5.40397917702171048937e-01,
    7.18286544141962662868e-02,
    1.26171219808761642112e-01,
    1.36370839120290507362e-02,
    1.19844998467991074170e-02
  };
  /// ln(x·erfc x) + x² + 0.5625 = R(1/x²)/S(1/x²) for 1.25 ≤ x < 1/0.35.
  private static final double[] R = {
    -9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01,
    -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02,
    -8.12874355063065934246e+01, -9.81432934416914548592e+00
  };
  private static final double[] S = {
    1,
    1.96512716674392571292e+01,
    1.37657754143519042600e+02,
    4.34565877475229228821e+02,
    6.45387271733267880336e+02,
    4.29008140027567833386e+02,
    1.08635005541779435134e+02,
    6.57024977031928170135e+00,
    -6.04244152148580987438e-02
  };
  /// The same from there on.
  private static final double[] R2 = {
    -9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01,
    -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03,
    -4.83519191608651397019e+02
  };
  private static final double[] S2 = {
    1,
    3.03380607434824582924e+01,
    3.25792512996573918826e+02,
    1.53672958608443695994e+03,
    3.19985821950859553908e+03,
    2.55305040643316442583e+03,
    4.74528541206955367215e+02,
    -2.24409524465858183362e+01
  };

  /// erf 1 to the precision of a float: what the approximation around 1 starts from.
  private static final double ERF_ONE = 8.45062911510467529297e-01;

  private ErrorFunction() {}

  /// erf x, at most 1 ulp off; NaN for NaN, −0 for −0.
  static double erf(double a) {
    double x = Math.abs(a);
    double y;
    if (x < 0.84375) {
      double z = x * x;
      y = x + x * (Polynomials.horner(z, P) / Polynomials.horner(z, Q));
    } else if (x < 1.25) {
      double t = x - 1;
      y = ERF_ONE + Polynomials.horner(t, P1) / Polynomials.horner(t, Q1);
    } else if (x < 6) {
      double t = 1 / (x * x);
      double q =
          x < 1 / 0.35
              ? Polynomials.horner(t, R) / Polynomials.horner(t, S)
              : Polynomials.horner(t, R2) / Polynomials.horner(t, S2);
      y = 1 - StrictMath.exp(-x * x - 0.5625 + q) / x;
    } else {
      y = x > 0 ? 1 : x;
    }
    return Math.copySign(y, a);
  }

  /// erf x, at most 1.13 ulp off, in 30 primitives; −0 gives −0.
  ///
  /// Up to |x| = 1 a polynomial; beyond 1 − 2^g(x), which is accurate because the power is small.
  /// From 3.92 on it rounds to 1.
  static Formula erf(Formula a) {
    Formula x = min(abs(a), constant(4));
    Formula near = fma(x, Polynomials.horner(mul(x, x), NEAR), x);
    Formula t = Polynomials.horner(x, FAR);
    Formula k = Exponentials.nearest(t);
    Formula p = Polynomials.horner(sub(t, k), MINUS_EXP2);
    Formula far = fma(p, apply(Primitive.EXP2I, k), ONE);
    return apply(Primitive.COPYSIGN, select(greater(x, ONE), far, near), a);
  }
}
