package io.lanewise.op;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;

/// out = the index of the first largest (or smallest) element along an axis, or in the whole tensor
/// in row-major order. It has no gradient.
public final class ArgExtremum implements Op {
  private final boolean largest;
  private final Axes axes;

  /// Along one axis; over the whole tensor if none is named.
  ///
  /// @throws IllegalArgumentException if more than one axis is named
  public ArgExtremum(boolean largest, boolean keepDims, int... axes) {
    if (axes.length > 1) {
      throw new IllegalArgumentException(
          (largest ? "argmax" : "argmin") + " takes one axis, or none for the whole tensor");
    }
    this.largest = largest;
    this.axes = new Axes(name(), keepDims, axes);
  }

  @Override
  public String name() {
    return largest ? "argmax" : "argmin";
  }

  @Override
  public boolean differentiable(int i) {
    return false;
  }

  @Override
  public Shape shape(Shape... in) {
    axes.requireElements(in[0]);
    return axes.shape(in[0]);
  }

  @Override
  public void forward(Emitter e, Site s) {
    Shape in = s.in(0).shape();
    Operand last = s.in(0).permute(axes.reducedLast(in));
    int n = axes.count(in);
    int rows = in.size() / n;
    Shape matrix = Shape.of(rows, n);
    Operand rowsByElements =
        last.layout().reshape(matrix).map(last::with).orElseGet(() -> packed(e, last, matrix));
    e.argReduce(largest, rowsByElements, s.out().with(Layout.of(Shape.of(rows))));
  }

  private static Operand packed(Emitter e, Operand o, Shape matrix) {
    Operand copy = e.scratch(o.shape());
    e.copy(o, copy);
    return copy.with(Layout.of(matrix));
  }
}
