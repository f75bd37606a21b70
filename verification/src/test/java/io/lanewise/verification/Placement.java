package io.lanewise.verification;

import io.lanewise.Tensor;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How the elements of a shape lie in a buffer: the axes in any order, each with a margin on either
/// side, a step, or repeated from one element. None of it may change a result.
///
/// @param order storage axis i is axis `order[i]`
/// @param axes how each axis lies
public record Placement(List<Integer> order, List<Axis> axes) {
  /// How one axis lies.
  ///
  /// @param before elements of the buffer before the first
  /// @param step from one to the next
  /// @param after elements of the buffer after the last
  /// @param repeated whether all its elements are one
  public record Axis(int before, int step, int after, boolean repeated) {
    /// Before, step and after; `*` if repeated.
    @Override
    public String toString() {
      return before + ":" + step + ":" + after + (repeated ? "*" : "");
    }

    private int stored(int dim) {
      return before + (dim == 0 ? 0 : (kept(dim) - 1) * step + 1) + after;
    }

    /// What is sliced of the storage, before it is repeated.
    private int kept(int dim) {
      return repeated ? 1 : dim;
    }

    /// The end of the slice.
    private int to(int dim) {
      return stored(dim) - after;
    }
  }

  /// Row-major, without gaps.
  public static Placement plain(int rank) {
    return new Placement(
        inOrder(rank), Collections.nCopies(rank, new Placement.Axis(0, 1, 0, false)));
  }

  /// The axes 0, 1, ….
  static List<Integer> inOrder(int rank) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      order.add(i);
    }
    return order;
  }

  /// How the first axes lie, without the others.
  public Placement first(int rank) {
    List<Integer> kept = new ArrayList<>(order);
    kept.removeIf(a -> a >= rank);
    return new Placement(kept, axes.subList(0, rank));
  }

  /// The shape of the tensor that holds the elements and the margins, row-major.
  public Shape storage(Shape shape) {
    int[] dims = new int[shape.rank()];
    for (int i = 0; i < dims.length; i++) {
      int a = order.get(i);
      dims[i] = axes.get(a).stored(shape.dim(a));
    }
    return Shape.of(dims);
  }

  /// The elements in a buffer that begins with the storage.
  public Layout layout(Shape shape) {
    Layout l = Layout.of(storage(shape)).permute(inverse());
    for (int a = 0; a < shape.rank(); a++) {
      Axis axis = axes.get(a);
      l = l.slice(a, axis.before, axis.to(shape.dim(a)), axis.step);
    }
    return l.expand(shape);
  }

  /// The elements as a view of the storage.
  public Tensor view(Tensor storage, Shape shape) {
    Tensor t = distinct(storage, shape);
    return t.shape().equals(shape) ? t : t.expand(shape.toArray());
  }

  /// The view with repeated axes of size 1: each element once.
  public Tensor distinct(Tensor storage, Shape shape) {
    Tensor t = storage.permute(inverse());
    for (int a = 0; a < shape.rank(); a++) {
      Axis axis = axes.get(a);
      t = t.slice(a, axis.before, axis.to(shape.dim(a)), axis.step);
    }
    return t;
  }

  private int[] inverse() {
    int[] at = new int[order.size()];
    for (int i = 0; i < at.length; i++) {
      at[order.get(i)] = i;
    }
    return at;
  }

  @Override
  public String toString() {
    return equals(plain(order.size())) ? "plain" : order + " of " + axes;
  }
}
