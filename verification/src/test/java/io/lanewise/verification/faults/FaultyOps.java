package io.lanewise.verification.faults;

import static io.lanewise.formula.Composite.COS;
import static io.lanewise.formula.Composite.SIGMOID;
import static io.lanewise.formula.Composite.SIN;
import static io.lanewise.formula.Composite.SOFTPLUS;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.input;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.of;

import io.lanewise.layout.Shape;
import io.lanewise.op.Concat;
import io.lanewise.op.Elementwise;
import io.lanewise.op.Emitter;
import io.lanewise.op.Functions;
import io.lanewise.op.MatMul;
import io.lanewise.op.Op;
import io.lanewise.op.Site;

/// Ops with a wrong backward rule; forward they are right.
final class FaultyOps {
  private FaultyOps() {}

  /// Right in every sign and shape, and off by a thousandth.
  static final Op SCALED =
      Elementwise.of("sin", of(SIN, X))
          .gradient(0, mul(mul(input(2), of(COS, X)), constant(1.001)));

  /// sigmoid(−x) for softplus: right at 0.
  static final Op WRONG_DECLARATION =
      Elementwise.of("softplus", of(SOFTPLUS, X)).gradient(0, mul(input(2), of(SIGMOID, neg(X))));

  /// Forward like a given op.
  private abstract static class Like implements Op {
    private final Op right;

    Like(Op right) {
      this.right = right;
    }

    @Override
    public final String name() {
      return right.name();
    }

    @Override
    public final int arity() {
      return right.arity();
    }

    @Override
    public final Shape shape(Shape... in) {
      return right.shape(in);
    }

    @Override
    public final void forward(Emitter e, Site s) {
      right.forward(e, s);
    }

    @Override
    public abstract void backward(Emitter e, Site s);
  }

  /// dB += A·dC: fits where A is square, and wants Aᵀ.
  static final Op SWAPPED_TRANSPOSE =
      new Like(new MatMul()) {
        @Override
        public void backward(Emitter e, Site s) {
          e.gemm(s.dOut(), s.in(1).transpose(), s.d(0));
          e.gemm(s.in(0), s.dOut(), s.d(1));
        }
      };

  /// The gradient of a broadcast row is that of the first row alone.
  static final Op DROPPED_SUM =
      new Like(Functions.ADD) {
        @Override
        public void backward(Emitter e, Site s) {
          e.copy(s.dOut(), s.d(0));
          e.copy(s.dOut().slice(0, 0, 1), s.d(1));
        }
      };

  /// Each operand gets the part of another one.
  static final Op WRONG_ORDER =
      new Like(new Concat(0)) {
        @Override
        public void backward(Emitter e, Site s) {
          int at = 0;
          for (int i = s.arity() - 1; i >= 0; i--) {
            int n = s.in(i).shape().dim(0);
            e.copy(s.dOut().slice(0, at, at + n), s.d(i));
            at += n;
          }
        }
      };
}
