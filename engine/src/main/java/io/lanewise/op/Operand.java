package io.lanewise.op;

import io.lanewise.backend.Buffer;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;

/// A buffer seen through a layout: what an op computes on. Its views are those of [Layout].
///
/// @param buffer where the numbers lie
/// @param layout how they are seen
public record Operand(Buffer buffer, Layout layout) {
  /// A gradient that nobody wants: whatever is written to it is dropped, and so are its views.
  public static final Operand NONE = new Operand(null, null);

  /// The shape; of [#NONE] there is none.
  public Shape shape() {
    return layout.shape();
  }

  /// The same buffer through another layout.
  public Operand with(Layout other) {
    return new Operand(buffer, other);
  }

  /// The last two axes exchanged.
  public Operand transpose() {
    return this == NONE ? NONE : with(layout.transpose());
  }

  /// The axes in another order.
  public Operand permute(int... axes) {
    return this == NONE ? NONE : with(layout.permute(axes));
  }

  /// Repeated to a larger shape. Writing to it sums over what is repeated.
  public Operand expand(Shape shape) {
    return this == NONE ? NONE : with(layout.expand(shape));
  }

  /// A part of an axis.
  public Operand slice(int axis, int from, int to) {
    return this == NONE ? NONE : with(layout.slice(axis, from, to));
  }
}
