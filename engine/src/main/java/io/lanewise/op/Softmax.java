package io.lanewise.op;

import static io.lanewise.formula.Composite.EXP;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.of;
import static io.lanewise.formula.Formula.sub;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// y = eˣ / Σ eˣ along an axis, or its logarithm.
///
///     softmax:      dx += y·(dOut − Σ dOut·y)
///     logarithm:    dx += dOut − eʸ·Σ dOut
public final class Softmax implements Op {
  private final boolean logarithm;
  private final int axis;

  /// Along this axis; a negative one counts from the last.
  public Softmax(boolean logarithm, int axis) {
    this.logarithm = logarithm;
    this.axis = axis;
  }

  @Override
  public String name() {
    return logarithm ? "logSoftmax" : "softmax";
  }

  @Override
  public Shape shape(Shape... in) {
    if (in[0].dim(Axes.axis(name(), in[0], axis)) == 0) {
      throw new IllegalArgumentException(
          name() + " of " + in[0] + " along axis " + axis + ": the axis is empty");
    }
    return in[0];
  }

  private Operand axisLast(Operand o) {
    return o == Operand.NONE ? o : o.permute(new Axes(name(), false, axis).reducedLast(o.shape()));
  }

  @Override
  public void forward(Emitter e, Site s) {
    e.softmax(logarithm, axisLast(s.in(0)), axisLast(s.out()));
  }

  @Override
  public void backward(Emitter e, Site s) {
    Operand y = axisLast(s.out());
    Operand dOut = axisLast(s.dOut());
    Shape shape = y.shape();
    Operand perRow = e.scratch(shape.with(-1, 1)).expand(shape);
    e.reduce(Combine.SUM, logarithm ? X : mul(X, Y), perRow, both(dOut, y));
    Formula gradient = logarithm ? sub(X, mul(of(EXP, Y), Z)) : mul(Y, sub(X, Z));
    e.map(gradient, axisLast(s.d(0)), dOut, y, perRow);
  }

  private Operand[] both(Operand dOut, Operand y) {
    return logarithm ? new Operand[] {dOut} : new Operand[] {dOut, y};
  }
}
