package io.lanewise.op;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.input;
import static io.lanewise.formula.Formula.max;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.sqrt;
import static io.lanewise.formula.Formula.square;
import static io.lanewise.formula.Formula.sub;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// c = x·y / (‖x‖·‖y‖) along an axis, the cosine of the angle between x and y. A norm below 10⁻⁸
/// counts as 10⁻⁸.
///
///     dx += dOut · (y / ‖y‖ − c·x / ‖x‖) / ‖x‖        dy likewise
public final class CosineSimilarity implements Op {
  private static final Formula SMALLEST = constant(1e-8);

  private final Axes axes;

  /// Along this axis; a negative one counts from the last.
  public CosineSimilarity(int axis) {
    this.axes = new Axes(name(), false, axis);
  }

  @Override
  public String name() {
    return "cosineSimilarity";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Shape shape(Shape... in) {
    if (!in[0].equals(in[1])) {
      throw new IllegalArgumentException(
          "cosineSimilarity of "
              + in[0]
              + " and "
              + in[1]
              + ": the shapes have to be the same; expand one?");
    }
    return axes.shape(in[0]);
  }

  /// The norms of x and y.
  @Override
  public Shape[] saved(Shape... in) {
    Shape out = axes.shape(in[0]);
    return new Shape[] {out, out};
  }

  @Override
  public void forward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    for (int i = 0; i < 2; i++) {
      Operand squares = e.scratch(s.out().shape());
      e.reduce(Combine.SUM, square(X), axes.expand(squares, in), s.in(i));
      e.map(max(sqrt(X), SMALLEST), s.saved(i), squares);
    }
    Operand product = e.scratch(s.out().shape());
    e.reduce(Combine.SUM, mul(X, Y), axes.expand(product, in), s.in(0), s.in(1));
    e.map(div(X, mul(Y, Z)), s.out(), product, s.saved(0), s.saved(1));
  }

  @Override
  public void backward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    Operand c = axes.expand(s.out(), in);
    Operand dOut = axes.expand(s.dOut(), in);
    for (int i = 0; i < 2; i++) {
      Operand norm = axes.expand(s.saved(i), in);
      Operand otherNorm = axes.expand(s.saved(1 - i), in);
      // Inputs: x, y, ‖x‖, ‖y‖, c, dOut, with x the operand whose gradient it is.
      Formula direction = sub(div(Y, input(3)), div(mul(input(4), X), Z));
      e.map(
          mul(input(5), div(direction, Z)), s.d(i), s.in(i), s.in(1 - i), norm, otherNorm, c, dOut);
    }
  }
}
