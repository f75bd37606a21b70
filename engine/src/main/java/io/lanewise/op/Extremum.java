package io.lanewise.op;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.equal;
import static io.lanewise.formula.Formula.input;
import static io.lanewise.formula.Formula.select;

import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// out = the largest (or smallest) x over some axes.
///
///     dx += dOut / ties where x = out        ties: the number of such x
public final class Extremum implements Op {
  private final boolean largest;
  private final Axes axes;

  /// The maximum or minimum over some axes; over all if none is named.
  public Extremum(boolean largest, boolean keepDims, int... axes) {
    this.largest = largest;
    this.axes = new Axes(name(), keepDims, axes);
  }

  @Override
  public String name() {
    return largest ? "max" : "min";
  }

  @Override
  public Shape shape(Shape... in) {
    axes.requireElements(in[0]);
    return axes.shape(in[0]);
  }

  @Override
  public void forward(Emitter e, Site s) {
    Operand out = axes.expand(s.out(), s.in(0).shape());
    e.reduce(largest ? Combine.MAX : Combine.MIN, X, out, s.in(0));
  }

  @Override
  public void backward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    Operand out = axes.expand(s.out(), in);
    Operand ties = axes.expand(e.scratch(s.out().shape()), in);
    e.reduce(Combine.SUM, equal(X, Y), ties, s.in(0), out);
    Operand dOut = axes.expand(s.dOut(), in);
    e.map(select(equal(X, Y), div(Z, input(3)), ZERO), s.d(0), s.in(0), out, dOut, ties);
  }
}
