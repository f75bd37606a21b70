package io.lanewise.op;

import static io.lanewise.formula.Composite.EXP;
import static io.lanewise.formula.Composite.LOG;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.abs;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.equal;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.select;
import static io.lanewise.formula.Formula.sub;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// out = ln Σ eˣ over some axes, computed as m + ln Σ e^(x−m) with m the maximum.
///
///     dx += dOut · e^(x−out)
public final class LogSumExp implements Op {
  private final Axes axes;

  /// Over some axes; over all if none is named.
  public LogSumExp(boolean keepDims, int... axes) {
    this.axes = new Axes(name(), keepDims, axes);
  }

  @Override
  public String name() {
    return "logSumExp";
  }

  @Override
  public Shape shape(Shape... in) {
    axes.requireElements(in[0]);
    return axes.shape(in[0]);
  }

  @Override
  public void forward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    Operand max = e.scratch(s.out().shape());
    e.reduce(Combine.MAX, X, axes.expand(max, in), s.in(0));
    Operand sum = e.scratch(s.out().shape());
    Formula finite = finite(Y);
    e.reduce(
        Combine.SUM, of(EXP, sub(X, finite)), axes.expand(sum, in), s.in(0), axes.expand(max, in));
    e.map(add(of(LOG, X), finite), s.out(), sum, max);
  }

  @Override
  public void backward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    Operand out = axes.expand(s.out(), in);
    Operand dOut = axes.expand(s.dOut(), in);
    e.map(mul(Z, of(EXP, sub(X, finite(Y)))), s.d(0), s.in(0), out, dOut);
  }

  /// 0 for an infinity, which is not subtracted: ∞ − ∞ would be NaN.
  private static Formula finite(Formula f) {
    return select(equal(abs(f), constant(Double.POSITIVE_INFINITY)), ZERO, f);
  }
}
