package io.lanewise.op;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.equal;
import static io.lanewise.formula.Formula.input;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.select;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// out = Π x over some axes.
///
///     dx += dOut · (the product of the others)
///
/// With no zero among them that is out / x; with one zero only that element has a gradient, the
/// product of the rest; with more, none has.
public final class Product implements Op {
  private final Axes axes;

  /// The product over some axes; over all if none is named.
  public Product(boolean keepDims, int... axes) {
    this.axes = new Axes(name(), keepDims, axes);
  }

  @Override
  public String name() {
    return "prod";
  }

  @Override
  public Shape shape(Shape... in) {
    return axes.shape(in[0]);
  }

  @Override
  public void forward(Emitter e, Site s) {
    e.reduce(Combine.PRODUCT, X, axes.expand(s.out(), s.in(0).shape()), s.in(0));
  }

  @Override
  public void backward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    Operand zeros = axes.expand(e.scratch(s.out().shape()), in);
    Operand rest = axes.expand(e.scratch(s.out().shape()), in);
    Formula isZero = equal(X, ZERO);
    e.reduce(Combine.SUM, isZero, zeros, s.in(0));
    e.reduce(Combine.PRODUCT, select(isZero, ONE, X), rest, s.in(0));
    // Inputs: x, its number of zeros, the product of the others than zeros, dOut.
    Formula others =
        select(equal(Y, ZERO), div(Z, X), select(isZero, select(equal(Y, ONE), Z, ZERO), ZERO));
    Operand dOut = axes.expand(s.dOut(), in);
    e.map(mul(input(3), others), s.d(0), s.in(0), zeros, rest, dOut);
  }
}
