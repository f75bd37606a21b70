package io.lanewise.layout;

import java.util.Arrays;
import java.util.Optional;

/// Where the elements of a tensor lie in its buffer: element (i₀, i₁, …) at offset + i₀·stride₀ +
/// i₁·stride₁ + …. Views are other layouts over the same buffer, so transposing, slicing and
/// broadcasting move no data. Immutable.
public final class Layout {
  private final Shape shape;
  private final int[] strides;
  private final int offset;
  private final boolean contiguous;

  private Layout(Shape shape, int[] strides, int offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.contiguous = isContiguous(shape, strides);
  }

  /// The row-major layout of a shape, from offset 0.
  public static Layout of(Shape shape) {
    return new Layout(shape, rowMajor(shape), 0);
  }

  /// Any layout. The caller answers for it: the buffer must hold every element it names, and no two
  /// elements may share a place except along axes of stride 0.
  ///
  /// @throws IllegalArgumentException if there is not one stride per axis, or a stride or the
  ///     offset is negative
  public static Layout of(Shape shape, int[] strides, int offset) {
    boolean valid = strides.length == shape.rank() && offset >= 0;
    for (int stride : strides) {
      valid &= stride >= 0;
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "layout of "
              + shape
              + ": strides "
              + Arrays.toString(strides)
              + " at offset "
              + offset
              + "; it needs one stride per axis, and strides and offset of at least 0");
    }
    return new Layout(shape, strides.clone(), offset);
  }

  /// One element at `offset`, seen as a tensor of this shape: every stride is 0.
  public static Layout repeated(Shape shape, int offset) {
    return new Layout(shape, new int[shape.rank()], offset);
  }

  private static int[] rowMajor(Shape shape) {
    int[] strides = new int[shape.rank()];
    int step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = step;
      // Without elements any strides do, but the product of the other axes might overflow to 0.
      step = shape.size() == 0 ? 1 : step * shape.dim(i);
    }
    return strides;
  }

  private static boolean isContiguous(Shape shape, int[] strides) {
    int step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      if (shape.dim(i) != 1 && strides[i] != step) {
        return shape.size() == 0;
      }
      step *= shape.dim(i);
    }
    return true;
  }

  /// The shape.
  public Shape shape() {
    return shape;
  }

  /// The stride of an axis, in elements; a negative axis counts from the last.
  public int stride(int axis) {
    return strides[shape.axis(axis)];
  }

  /// The strides, as an array of the caller's own.
  public int[] strides() {
    return strides.clone();
  }

  /// The index of the first element in the buffer.
  public int offset() {
    return offset;
  }

  /// The number of elements.
  public int size() {
    return shape.size();
  }

  /// Whether the elements lie in row-major order without gaps.
  public boolean contiguous() {
    return contiguous;
  }

  /// The index in the buffer of the element with this row-major number.
  public int at(int element) {
    if (contiguous) {
      return offset + element;
    }
    int at = offset;
    int rest = element;
    for (int d = strides.length - 1; d >= 0; d--) {
      int dim = shape.dim(d);
      at += rest % dim * strides[d];
      rest /= dim;
    }
    return at;
  }

  /// The axes in another order: axis i of the result is axis `axes[i]` of this.
  ///
  /// @throws IllegalArgumentException if `axes` does not name every axis once
  public Layout permute(int... axes) {
    int rank = shape.rank();
    int[] dims = new int[rank];
    int[] to = new int[rank];
    boolean[] seen = new boolean[rank];
    if (axes.length != rank) {
      throw notAPermutation(axes);
    }
    for (int i = 0; i < rank; i++) {
      int a = shape.axis(axes[i]);
      if (seen[a]) {
        throw notAPermutation(axes);
      }
      seen[a] = true;
      dims[i] = shape.dim(a);
      to[i] = strides[a];
    }
    return new Layout(Shape.of(dims), to, offset);
  }

  private IllegalArgumentException notAPermutation(int[] axes) {
    return new IllegalArgumentException(
        "permute " + shape + " by " + Arrays.toString(axes) + ": name every axis once");
  }

  /// The last two axes exchanged.
  ///
  /// @throws IllegalArgumentException if there are fewer than two
  public Layout transpose() {
    int rank = shape.rank();
    if (rank < 2) {
      throw new IllegalArgumentException(
          "transpose of " + shape + ": it needs at least two axes; unsqueeze it first?");
    }
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = i;
    }
    axes[rank - 1] = rank - 2;
    axes[rank - 2] = rank - 1;
    return permute(axes);
  }

  /// The same elements in the same order under another shape, if strides can express it without
  /// moving data.
  ///
  /// @throws IllegalArgumentException if the number of elements differs
  public Optional<Layout> reshape(Shape to) {
    if (to.size() != size()) {
      throw new IllegalArgumentException(
          "reshape "
              + shape
              + " to "
              + to
              + ": "
              + size()
              + " elements cannot become "
              + to.size());
    }
    if (contiguous) {
      return Optional.of(new Layout(to, rowMajor(to), offset));
    }
    // Runs: neighbouring axes that chain, as one axis each. Elements are evenly spaced within a run
    // and never across the border of two, so every new axis must come out of one run whole.
    int[] runs = new int[shape.rank()];
    int[] steps = new int[shape.rank()];
    int run = -1;
    for (int i = 0; i < strides.length; i++) {
      int dim = shape.dim(i);
      if (dim == 1) {
        continue;
      }
      if (run >= 0 && steps[run] == strides[i] * dim) {
        runs[run] *= dim;
      } else {
        runs[++run] = dim;
      }
      steps[run] = strides[i];
    }
    int[] result = new int[to.rank()];
    for (int i = result.length - 1; i >= 0; i--) {
      int dim = to.dim(i);
      if (dim == 1) {
        continue;
      }
      if (runs[run] == 1) {
        run--;
      }
      if (runs[run] % dim != 0) {
        return Optional.empty();
      }
      result[i] = steps[run];
      runs[run] /= dim;
      steps[run] *= dim;
    }
    return Optional.of(new Layout(to, result, offset));
  }

  /// The elements `from` (included) to `to` (excluded) of an axis.
  ///
  /// @throws IllegalArgumentException if the bounds are not within the axis
  public Layout slice(int axis, int from, int to) {
    return slice(axis, from, to, 1);
  }

  /// Every `step`-th element from `from` (included) to `to` (excluded) of an axis.
  ///
  /// @throws IllegalArgumentException if the bounds are not within the axis or the step is below 1
  public Layout slice(int axis, int from, int to, int step) {
    int a = shape.axis(axis);
    int dim = shape.dim(a);
    if (from < 0 || to > dim || from > to || step < 1) {
      throw new IllegalArgumentException(
          "slice "
              + from
              + ".."
              + to
              + (step == 1 ? "" : " by " + step)
              + " of axis "
              + axis
              + " of "
              + shape
              + ": the bounds must satisfy 0 <= from <= to <= "
              + dim
              + (step < 1 ? " and the step be at least 1" : ""));
    }
    int[] s = strides.clone();
    // Written so that a step near 2^31 does not overflow.
    int kept = from == to ? 0 : (to - from - 1) / step + 1;
    if (kept > 1) {
      s[a] *= step;
    }
    Shape cut = shape.with(a, kept);
    return new Layout(cut, s, cut.size() == 0 ? offset : offset + from * strides[a]);
  }

  /// This layout repeated along axes of size 1 and new leading axes until it has the shape `to`
  /// (NumPy's broadcasting).
  ///
  /// @throws IllegalArgumentException if an axis differs and is not 1, or `to` has fewer axes
  public Layout expand(Shape to) {
    if (to.equals(shape)) {
      return this;
    }
    int lead = to.rank() - shape.rank();
    if (lead < 0) {
      throw notExpandable(to);
    }
    int[] s = new int[to.rank()];
    for (int i = 0; i < to.rank(); i++) {
      int own = i - lead;
      if (own >= 0 && shape.dim(own) != to.dim(i) && shape.dim(own) != 1) {
        throw notExpandable(to);
      }
      s[i] = own < 0 || shape.dim(own) == 1 ? 0 : strides[own];
    }
    return new Layout(to, s, offset);
  }

  private IllegalArgumentException notExpandable(Shape to) {
    return new IllegalArgumentException(
        "expand "
            + shape
            + " to "
            + to
            + ": only axes of size 1 and new leading axes can be repeated");
  }

  /// An axis of size 1 removed.
  ///
  /// @throws IllegalArgumentException if its size is not 1
  public Layout squeeze(int axis) {
    int a = shape.axis(axis);
    if (shape.dim(a) != 1) {
      throw new IllegalArgumentException(
          "squeeze axis "
              + axis
              + " of "
              + shape
              + ": its size is "
              + shape.dim(a)
              + ", and only an axis of size 1 can go");
    }
    int[] s = new int[strides.length - 1];
    System.arraycopy(strides, 0, s, 0, a);
    System.arraycopy(strides, a + 1, s, a, s.length - a);
    return new Layout(shape.without(a), s, offset);
  }

  /// A new axis of size 1 before `axis`; -1 appends it at the end.
  ///
  /// @throws IllegalArgumentException if the place is not within 0 to rank
  public Layout unsqueeze(int axis) {
    int rank = shape.rank();
    int a = axis < 0 ? axis + rank + 1 : axis;
    if (a < 0 || a > rank) {
      throw new IllegalArgumentException(
          "unsqueeze axis " + axis + " of " + shape + ": the new axis can stand at 0 to " + rank);
    }
    int[] dims = new int[rank + 1];
    int[] s = new int[rank + 1];
    for (int i = 0; i <= rank; i++) {
      int own = i < a ? i : i - 1;
      dims[i] = i == a ? 1 : shape.dim(own);
      s[i] = i == a ? 0 : strides[own];
    }
    return new Layout(Shape.of(dims), s, offset);
  }

  /// Whether an axis has stride 0, so that an element of the buffer is seen several times (or,
  /// where the axis is empty, not once). Writing to such a layout means reducing over those axes.
  public boolean repeats() {
    for (int i = 0; i < strides.length; i++) {
      if (strides[i] == 0 && shape.dim(i) != 1) {
        return true;
      }
    }
    return false;
  }

  /// This layout with every axis of stride 0 cut to size 1: the elements that a reduction writes.
  /// An empty axis of stride 0 becomes one element too, for the reduction of nothing is the
  /// identity.
  public Layout distinct() {
    int[] dims = null;
    for (int i = 0; i < strides.length; i++) {
      if (strides[i] == 0 && shape.dim(i) != 1) {
        dims = dims == null ? shape.toArray() : dims;
        dims[i] = 1;
      }
    }
    return dims == null ? this : new Layout(Shape.of(dims), strides, offset);
  }

  /// The same so many elements farther on.
  public Layout shifted(int by) {
    return by == 0 ? this : new Layout(shape, strides, offset + by);
  }

  /// Whether a buffer of this length is seen whole, each element once.
  public boolean covers(int length) {
    return size() == length && offset == 0 && !repeats();
  }

  /// The smallest buffer length that holds every element.
  public int reach() {
    if (size() == 0) {
      return 0;
    }
    int last = offset;
    for (int i = 0; i < strides.length; i++) {
      last += (shape.dim(i) - 1) * strides[i];
    }
    return last + 1;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Layout l
            && offset == l.offset
            && shape.equals(l.shape)
            && Arrays.equals(strides, l.strides);
  }

  @Override
  public int hashCode() {
    return (shape.hashCode() * 31 + Arrays.hashCode(strides)) * 31 + offset;
  }

  /// The shape, and strides and offset where they are not row-major from 0: `[3,2]/(1,3)+4`.
  @Override
  public String toString() {
    if (contiguous && offset == 0) {
      return shape.toString();
    }
    StringBuilder s = new StringBuilder(shape.toString());
    if (!contiguous) {
      s.append("/(");
      for (int i = 0; i < strides.length; i++) {
        s.append(i == 0 ? "" : ",").append(strides[i]);
      }
      s.append(')');
    }
    return offset == 0 ? s.toString() : s.append('+').append(offset).toString();
  }
}
