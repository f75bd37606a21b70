package io.lanewise.op;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.mul;

import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Shape;

/// The mean over n rows of −ln softmax(x)_c, x the logits [n, classes] and c the class of the row.
///
///     dx += dOut · (softmax(x) − onehot(c)) / n
public final class CrossEntropy implements Op {
  /// The op; it has no options.
  public CrossEntropy() {}

  @Override
  public String name() {
    return "crossEntropy";
  }

  @Override
  public int arity() {
    return 2;
  }

  /// Class indices have no gradient.
  @Override
  public boolean differentiable(int i) {
    return i == 0;
  }

  @Override
  public Shape shape(Shape... in) {
    Shape logits = in[0];
    Shape classes = in[1];
    if (logits.rank() != 2 || classes.rank() != 1 || logits.dim(0) != classes.dim(0)) {
      throw new IllegalArgumentException(
          "crossEntropy of logits "
              + logits
              + " with classes "
              + classes
              + ": logits have to be [rows, classes] and the classes [rows], one index each");
    }
    if (logits.size() == 0) {
      throw new IllegalArgumentException(
          "crossEntropy of logits " + logits + ": it needs a row and a class at least");
    }
    return Shape.SCALAR;
  }

  /// The loss of each row, and softmax(x) − onehot(c).
  @Override
  public Shape[] saved(Shape... in) {
    return new Shape[] {in[1], in[0]};
  }

  @Override
  public void forward(Emitter e, Site s) {
    Shape rows = s.in(1).shape();
    e.crossEntropy(s.in(0), s.in(1), s.saved(0), s.saved(1));
    Operand sum = e.scratch(Shape.SCALAR);
    e.reduce(Combine.SUM, X, sum.expand(rows), s.saved(0));
    e.map(div(X, constant(rows.size())), s.out(), sum);
  }

  @Override
  public void backward(Emitter e, Site s) {
    Shape logits = s.in(0).shape();
    e.map(mul(Y, div(X, constant(logits.dim(0)))), s.d(0), s.dOut().expand(logits), s.saved(1));
  }
}
