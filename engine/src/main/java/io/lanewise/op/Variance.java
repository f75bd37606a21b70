package io.lanewise.op;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.square;
import static io.lanewise.formula.Formula.sub;

import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// out = Σ (x − m)² / (n − correction) over some axes, m their mean: two passes, so that nothing
/// cancels. Correction 1 gives the sample variance, 0 the population's.
///
///     dx += dOut · 2(x − m) / (n − correction)
public final class Variance implements Op {
  private final int correction;
  private final Axes axes;

  /// The variance over some axes; over all if none is named.
  public Variance(int correction, boolean keepDims, int... axes) {
    this.correction = correction;
    this.axes = new Axes(name(), keepDims, axes);
  }

  @Override
  public String name() {
    return "variance";
  }

  @Override
  public Shape shape(Shape... in) {
    int n = axes.count(in[0]);
    if (n <= correction) {
      throw new IllegalArgumentException(
          "variance of "
              + in[0]
              + " with correction "
              + correction
              + ": "
              + n
              + " elements are too few; the divisor n - correction has to be positive");
    }
    return axes.shape(in[0]);
  }

  /// The mean.
  @Override
  public Shape[] saved(Shape... in) {
    return new Shape[] {axes.shape(in[0])};
  }

  @Override
  public void forward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    Operand sum = e.scratch(s.out().shape());
    e.reduce(Combine.SUM, X, axes.expand(sum, in), s.in(0));
    e.map(div(X, constant(axes.count(in))), s.saved(0), sum);
    Operand squares = e.scratch(s.out().shape());
    Operand mean = axes.expand(s.saved(0), in);
    e.reduce(Combine.SUM, square(sub(X, Y)), axes.expand(squares, in), s.in(0), mean);
    e.map(div(X, constant(axes.count(in) - correction)), s.out(), squares);
  }

  @Override
  public void backward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    double scale = 2.0 / (axes.count(in) - correction);
    Operand mean = axes.expand(s.saved(0), in);
    Operand dOut = axes.expand(s.dOut(), in);
    e.map(mul(Z, mul(constant(scale), sub(X, Y))), s.d(0), s.in(0), mean, dOut);
  }
}
