package io.lanewise.op;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.Arrays;

/// The axes that a reduction removes (or keeps with size 1), and the layouts that follow from them.
/// No axes given means all.
final class Axes {
  private final String name;
  private final boolean keep;
  private final int[] axes;

  /// The axes that the op of this name reduces.
  Axes(String name, boolean keep, int... axes) {
    this.name = name;
    this.keep = keep;
    this.axes = axes.clone();
  }

  /// The axis as a number from 0 to rank − 1.
  ///
  /// @throws IllegalArgumentException if there is no such axis, with the op named
  static int axis(String name, Shape in, int axis) {
    int rank = in.rank();
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException(
          name
              + " of "
              + in
              + " along axis "
              + axis
              + ": it has "
              + rank
              + (rank == 1 ? " axis" : " axes")
              + (rank == 0 ? "" : ", so name one from " + -rank + " to " + (rank - 1)));
    }
    return in.axis(axis);
  }

  /// Which axes of this shape are reduced.
  private boolean[] reduced(Shape in) {
    boolean[] reduced = new boolean[in.rank()];
    Arrays.fill(reduced, axes.length == 0);
    for (int axis : axes) {
      int a = axis(name, in, axis);
      if (reduced[a]) {
        throw new IllegalArgumentException(
            name + " of " + in + " over axes " + Arrays.toString(axes) + ": name an axis once");
      }
      reduced[a] = true;
    }
    return reduced;
  }

  /// The shape of the result.
  Shape shape(Shape in) {
    boolean[] reduced = reduced(in);
    int[] dims = new int[in.rank()];
    int rank = 0;
    for (int i = 0; i < dims.length; i++) {
      if (!reduced[i]) {
        dims[rank++] = in.dim(i);
      } else if (keep) {
        dims[rank++] = 1;
      }
    }
    return Shape.of(Arrays.copyOf(dims, rank));
  }

  /// The number of elements that are combined into one.
  int count(Shape in) {
    boolean[] reduced = reduced(in);
    int n = 1;
    for (int i = 0; i < reduced.length; i++) {
      n *= reduced[i] ? in.dim(i) : 1;
    }
    return n;
  }

  /// The result seen from the input's shape: stride 0 along the reduced axes. Writing to it
  /// reduces, reading from it broadcasts.
  Operand expand(Operand result, Shape in) {
    if (result == Operand.NONE) {
      return result;
    }
    boolean[] reduced = reduced(in);
    int[] strides = new int[in.rank()];
    int own = 0;
    for (int i = 0; i < strides.length; i++) {
      if (!reduced[i]) {
        strides[i] = result.layout().stride(own++);
      } else if (keep) {
        own++;
      }
    }
    return result.with(Layout.of(in, strides, result.layout().offset()));
  }

  /// The order of axes that puts the reduced ones last.
  int[] reducedLast(Shape in) {
    boolean[] reduced = reduced(in);
    int[] order = new int[reduced.length];
    int n = 0;
    for (int i = 0; i < order.length; i++) {
      if (!reduced[i]) {
        order[n++] = i;
      }
    }
    for (int i = 0; i < order.length; i++) {
      if (reduced[i]) {
        order[n++] = i;
      }
    }
    return order;
  }

  /// Rejects a reduction of nothing, which has no result.
  void requireElements(Shape in) {
    if (count(in) == 0) {
      throw new IllegalArgumentException(
          name + " of " + in + ": the reduced axes are empty, so there is nothing to choose from");
    }
  }
}
