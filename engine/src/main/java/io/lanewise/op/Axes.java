package io.lanewise.op;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.Arrays;

/// The axes that a reduction removes (or keeps with size 1), and the layouts that follow from them.
/// No axes given means all.
final class Axes {
  private final int[] axes;
  private final boolean keep;

  Axes(boolean keep, int... axes) {
    this.axes = axes.clone();
    this.keep = keep;
  }

  /// Which axes of this shape are reduced.
  boolean[] reduced(String name, Shape in) {
    boolean[] reduced = new boolean[in.rank()];
    Arrays.fill(reduced, axes.length == 0);
    for (int axis : axes) {
      int a = in.axis(axis);
      if (reduced[a]) {
        throw new IllegalArgumentException(
            name + " of " + in + " over axes " + Arrays.toString(axes) + ": name an axis once");
      }
      reduced[a] = true;
    }
    return reduced;
  }

  /// The shape of the result.
  Shape shape(String name, Shape in) {
    boolean[] reduced = reduced(name, in);
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
    boolean[] reduced = reduced("reduce", in);
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
    boolean[] reduced = reduced("reduce", in);
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
    boolean[] reduced = reduced("reduce", in);
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
  void requireElements(String name, Shape in) {
    if (count(in) == 0) {
      throw new IllegalArgumentException(
          name + " of " + in + ": the reduced axes are empty, so there is nothing to choose from");
    }
  }
}
