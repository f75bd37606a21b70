package io.lanewise.layout;

import java.util.Arrays;

/// The sizes of a tensor's axes, outermost first. Rank 0 is a scalar; an axis of size 0 is an empty
/// tensor. Immutable.
public final class Shape {
  /// The shape of a scalar.
  public static final Shape SCALAR = new Shape(new int[0], 1);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims, int size) {
    this.dims = dims;
    this.size = size;
  }

  /// A shape of these axis sizes.
  ///
  /// @throws IllegalArgumentException if a size is negative or the tensor would hold more than
  ///     2³¹ − 1 elements
  public static Shape of(int... dims) {
    if (dims.length == 0) {
      return SCALAR;
    }
    long size = 1;
    boolean empty = false;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dims) + ": the size of an axis cannot be negative");
      }
      empty |= dim == 0;
    }
    for (int dim : dims) {
      size = empty ? 0 : size * dim;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape "
                + Arrays.toString(dims)
                + " has more than 2^31 - 1 elements; split the tensor");
      }
    }
    return new Shape(dims.clone(), (int) size);
  }

  /// The number of axes.
  public int rank() {
    return dims.length;
  }

  /// The size of an axis; a negative axis counts from the last, -1.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /// The axis as a number from 0 to rank − 1; a negative one counts from the last, -1.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  public int axis(int axis) {
    int from0 = axis < 0 ? axis + dims.length : axis;
    if (from0 < 0 || from0 >= dims.length) {
      throw new IllegalArgumentException(
          "axis "
              + axis
              + " of shape "
              + this
              + ": it has "
              + dims.length
              + (dims.length == 1 ? " axis" : " axes"));
    }
    return from0;
  }

  /// The number of elements.
  public int size() {
    return size;
  }

  /// The axis sizes, as an array of the caller's own.
  public int[] toArray() {
    return dims.clone();
  }

  /// This shape with one axis of another size.
  public Shape with(int axis, int dim) {
    int[] d = dims.clone();
    d[axis(axis)] = dim;
    return of(d);
  }

  /// This shape without one axis.
  public Shape without(int axis) {
    int a = axis(axis);
    int[] d = new int[dims.length - 1];
    System.arraycopy(dims, 0, d, 0, a);
    System.arraycopy(dims, a + 1, d, a, d.length - a);
    return of(d);
  }

  /// The shape that both broadcast to, by NumPy's rule: aligned at the last axis, sizes must be
  /// equal or one of them 1.
  ///
  /// @throws IllegalArgumentException if they do not broadcast, with both shapes named
  public static Shape broadcast(Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] d = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int x = i <= a.rank() ? a.dims[a.rank() - i] : 1;
      int y = i <= b.rank() ? b.dims[b.rank() - i] : 1;
      if (x != y && x != 1 && y != 1) {
        throw new IllegalArgumentException(
            a
                + " and "
                + b
                + " do not broadcast: sizes "
                + x
                + " and "
                + y
                + " at axis -"
                + i
                + " differ and neither is 1; reshape, transpose or unsqueeze one of them?");
      }
      d[rank - i] = x == 1 ? y : x;
    }
    return of(d);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape s && Arrays.equals(dims, s.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /// For example `[64,784]`; a scalar is `[]`.
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder("[");
    for (int i = 0; i < dims.length; i++) {
      s.append(i == 0 ? "" : ",").append(dims[i]);
    }
    return s.append(']').toString();
  }
}
