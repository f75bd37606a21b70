package io.lanewise.op;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// out = Σ x over some axes; the mean divides it by their number of elements n.
///
///     dx += dOut        (mean: dOut / n)
public final class Sum implements Op {
  private final boolean mean;
  private final Axes axes;

  /// The sum, or the mean, over some axes; over all if none is named.
  public Sum(boolean mean, boolean keepDims, int... axes) {
    this.mean = mean;
    this.axes = new Axes(name(), keepDims, axes);
  }

  @Override
  public String name() {
    return mean ? "mean" : "sum";
  }

  @Override
  public Shape shape(Shape... in) {
    if (mean) {
      axes.requireElements(in[0]);
    }
    return axes.shape(in[0]);
  }

  @Override
  public void forward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    if (!mean) {
      e.reduce(Combine.SUM, Formula.X, axes.expand(s.out(), in), s.in(0));
      return;
    }
    // The sum is divided once: dividing every term would round each of them.
    Operand sum = e.scratch(s.out().shape());
    e.reduce(Combine.SUM, Formula.X, axes.expand(sum, in), s.in(0));
    e.map(Formula.div(Formula.X, Formula.constant(axes.count(in))), s.out(), sum);
  }

  @Override
  public void backward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    double n = mean ? axes.count(in) : 1;
    e.map(Formula.div(Formula.X, Formula.constant(n)), s.d(0), axes.expand(s.dOut(), in));
  }
}
