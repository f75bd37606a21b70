package io.lanewise.formula;

import static io.lanewise.formula.Formula.*;

final class Powers {
  private static final double TWO_LOG2E = 2 / 0.6931471805599453;
  private static final double TWO_LOG2E_HIGH = (float) TWO_LOG2E;
  private static final double[] LOG2 = {0x1.ec709ep-1, 0x1.2776ep-1, 0x1.a5d044p-2, 0x1.5890b6p-2};
  private static final double[] EXP2 = {
    1, 0x1.62e430p-1, 0x1.ebfbdcp-3, 0x1.c6af7ap-5, 0x1.3b2dd4p-7, 0x1.5f0970p-10, 0x1.417a2ep-13
  };
  private static final Formula INFINITY = constant(Double.POSITIVE_INFINITY);
  private static final Formula TWO = constant(2);

  private Powers() {}

  static Formula pow(Formula x, Formula y) {
    Formula size = abs(x);
    Formula regular = mul(greater(size, ZERO), greater(INFINITY, size));
    Formula u = select(regular, size, ONE);

    // u = 2^e (1 + f)
    Formula small = greater(ONE, u);
    Formula b = mul(u, fma(small, constant(0x1p64), constant(0.25)));
    Formula field = apply(Primitive.EXPONENT, mul(b, constant(0x1.6ap2)));
    Formula f = fma(b, apply(Primitive.EXP2I, sub(TWO, field)), constant(-1));
    Formula e = fma(small, constant(-66), field);

    // s + sl = f / (2 + f)
    Formula d = add(f, TWO);
    Formula dl = sub(f, sub(d, TWO));
    Formula reciprocal = div(ONE, d);
    Formula s = mul(f, reciprocal);
    Formula ns = neg(s);
    Formula sl = mul(fma(ns, dl, fma(ns, d, f)), reciprocal);

    // z + zl = s^2
    Formula z = mul(s, s);
    Formula zl = fma(mul(s, TWO), sl, fma(s, s, neg(z)));

    // log2(1+f) = s (C0 + z q)
    Formula q = Polynomials.horner(z, LOG2);
    Formula w = mul(z, q);
    Formula wl = fma(zl, q, fma(z, q, neg(w)));
    Formula c = constant(TWO_LOG2E_HIGH);
    Formula v = add(w, c);
    Formula vl = add(add(wl, constant(TWO_LOG2E - TWO_LOG2E_HIGH)), sub(w, sub(v, c)));
    Formula p = mul(s, v);
    Formula pl = fma(sl, v, fma(s, vl, fma(s, v, neg(p))));
    Formula l = add(e, p);
    Formula ll = add(pl, sub(p, sub(l, e)));

    // t + tl = y log2 u
    Formula near = max(min(y, constant(0x1p31)), constant(-0x1p31));
    Formula product = mul(near, l);
    Formula tl = fma(near, ll, fma(near, l, neg(product)));
    tl = max(min(tl, constant(0x1p-10)), constant(-0x1p-10));
    Formula t = select(regular, mul(y, l), mul(mul(y, sub(size, ONE)), INFINITY));
    t = max(min(t, constant(200)), constant(-200));
    Formula k = Exponentials.nearest(t);
    Formula power = apply(Primitive.SCALE, Polynomials.horner(add(sub(t, k), tl), EXP2), k);

    Formula half = floor(mul(y, constant(0.5)));
    Formula even = equal(add(half, half), y);
    Formula whole = equal(floor(y), y);
    Formula odd = sub(whole, even);
    Formula signed = select(odd, apply(Primitive.COPYSIGN, power, x), power);
    Formula complex = mul(mul(greater(ZERO, x), regular), sub(ONE, whole));
    Formula real = select(complex, constant(Double.NaN), signed);
    return select(equal(y, ZERO), ONE, real);
  }
}
