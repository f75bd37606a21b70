package io.lanewise.formula;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.equal;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.square;
import static io.lanewise.formula.Formula.sub;

/// The functions that expand into primitives: each constant holds its gradient, its value in double
/// and its expansion for float32, so a new function is one place and has the same bits everywhere.
public enum Composite implements Function {
  /// eᵃ
  EXP(1, "exp") {
    @Override
    public double value(double... a) {
      return StrictMath.exp(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return mul(up, self);
    }

    @Override
    Formula expand(Formula... a) {
      return Exponentials.exp(a[0]);
    }
  },
  /// eᵃ − 1, accurate near 0
  EXPM1(1, "expm1") {
    @Override
    public double value(double... a) {
      return StrictMath.expm1(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return mul(up, add(self, ONE));
    }

    @Override
    Formula expand(Formula... a) {
      return Exponentials.expm1(a[0]);
    }
  },
  /// ln a
  LOG(1, "log") {
    @Override
    public double value(double... a) {
      return StrictMath.log(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return div(up, a[0]);
    }

    @Override
    Formula expand(Formula... a) {
      return Logarithms.log(a[0]);
    }
  },
  /// ln(1 + a), accurate near 0
  LOG1P(1, "log1p") {
    @Override
    public double value(double... a) {
      return StrictMath.log1p(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return div(up, add(ONE, a[0]));
    }

    @Override
    Formula expand(Formula... a) {
      return Logarithms.log1p(a[0]);
    }
  },
  /// aᵇ, by the rules of `Math.pow`
  POW(2, "pow") {
    @Override
    public double value(double... a) {
      return StrictMath.pow(a[0], a[1]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      // At a = 0 or b = 0 the rules give 0·∞ where the function is flat.
      return i == 0
          ? select(equal(a[1], ZERO), ZERO, mul(up, mul(a[1], Formula.pow(a[0], sub(a[1], ONE)))))
          : select(equal(a[0], ZERO), ZERO, mul(up, mul(self, of(LOG, a[0]))));
    }

    @Override
    Formula expand(Formula... a) {
      return Powers.pow(a[0], a[1]);
    }
  },
  /// sin a, a in radians
  SIN(1, "sin") {
    @Override
    public double value(double... a) {
      return StrictMath.sin(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return mul(up, of(COS, a[0]));
    }

    @Override
    Formula expand(Formula... a) {
      return Trigonometry.sin(a[0]);
    }
  },
  /// cos a, a in radians
  COS(1, "cos") {
    @Override
    public double value(double... a) {
      return StrictMath.cos(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return neg(mul(up, of(SIN, a[0])));
    }

    @Override
    Formula expand(Formula... a) {
      return Trigonometry.cos(a[0]);
    }
  },
  /// tanh a
  TANH(1, "tanh") {
    @Override
    public double value(double... a) {
      return StrictMath.tanh(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return mul(up, sub(ONE, square(self)));
    }

    @Override
    Formula expand(Formula... a) {
      return Exponentials.tanh(a[0]);
    }
  },
  /// 1 / (1 + e⁻ᵃ)
  SIGMOID(1, "sigmoid") {
    @Override
    public double value(double... a) {
      return 1 / (1 + StrictMath.exp(-a[0]));
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return mul(up, mul(self, sub(ONE, self)));
    }

    @Override
    Formula expand(Formula... a) {
      return Exponentials.sigmoid(a[0]);
    }
  },
  /// ln(1 + eᵃ), a function of its own: written as max(a, 0) + ln(1 + e^−|a|) its kinks cancel in
  /// the value but not in the symbolic gradient at 0.
  SOFTPLUS(1, "softplus") {
    @Override
    public double value(double... a) {
      return Math.max(a[0], 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(a[0])));
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      return mul(up, of(SIGMOID, a[0]));
    }

    @Override
    Formula expand(Formula... a) {
      return Exponentials.softplus(a[0]);
    }
  },
  /// The error function, 2/√π · ∫₀ᵃ e^−t² dt
  ERF(1, "erf") {
    @Override
    public double value(double... a) {
      return ErrorFunction.erf(a[0]);
    }

    @Override
    public Formula gradient(int i, Formula[] a, Formula self, Formula up) {
      Formula density = mul(constant(2 / Math.sqrt(Math.PI)), of(EXP, neg(square(a[0]))));
      return mul(up, density);
    }

    @Override
    Formula expand(Formula... a) {
      return ErrorFunction.erf(a[0]);
    }
  };

  private final int arity;
  private final String label;

  Composite(int arity, String label) {
    this.arity = arity;
    this.label = label;
  }

  @Override
  public int arity() {
    return arity;
  }

  /// The function by primitives (and composites that stand above it here).
  abstract Formula expand(Formula... a);

  @Override
  public String label() {
    return label;
  }
}
