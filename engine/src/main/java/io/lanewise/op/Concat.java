package io.lanewise.op;

import io.lanewise.layout.Shape;

/// The operands one after another along an axis; all other axes agree.
///
///     dxᵢ += its part of dOut
public final class Concat implements Op {
  private final int axis;

  /// Along this axis; a negative one counts from the last.
  public Concat(int axis) {
    this.axis = axis;
  }

  @Override
  public String name() {
    return "concat";
  }

  @Override
  public int arity() {
    return ANY;
  }

  @Override
  public Shape shape(Shape... in) {
    Axes.axis(name(), in[0], axis);
    int sum = 0;
    for (Shape s : in) {
      if (s.rank() != in[0].rank() || !s.without(axis).equals(in[0].without(axis))) {
        throw new IllegalArgumentException(
            "concat along axis "
                + axis
                + ": "
                + in[0]
                + " and "
                + s
                + " differ in another axis; only the joined one may");
      }
      sum = Math.addExact(sum, s.dim(axis));
    }
    return in[0].with(axis, sum);
  }

  @Override
  public void forward(Emitter e, Site s) {
    int at = 0;
    for (int i = 0; i < s.arity(); i++) {
      int n = s.in(i).shape().dim(axis);
      e.copy(s.in(i), s.out().slice(axis, at, at + n));
      at += n;
    }
  }

  @Override
  public void backward(Emitter e, Site s) {
    int at = 0;
    for (int i = 0; i < s.arity(); i++) {
      int n = s.in(i).shape().dim(axis);
      e.copy(s.dOut().slice(axis, at, at + n), s.d(i));
      at += n;
    }
  }
}
