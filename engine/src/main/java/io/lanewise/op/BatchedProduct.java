package io.lanewise.op;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.Arrays;

/// A product of matrices for every index of some batch axes, with as few batch axes as strides
/// allow. Axes that an operand lacks, or has with one element, it repeats.
///
/// - Where all share B, the batch joins the rows: [A₀; A₁; …]·B = [C₀; C₁; …].
/// - Where all share A, it joins the columns likewise.
/// - Where C repeats, its matrices are summed, and the batch joins the depth:
///   Σₜ Aₜ·Bₜ = [A₀ A₁ …]·[B₀; B₁; …]
///
/// So a layer on a batch of sequences is one product, and so is the gradient of its weights.
record BatchedProduct(Operand a, Operand b, Operand c) {
  /// A sum of fewer products has no partial results for the lanes of vectors.
  private static final int SUM = 32;

  static BatchedProduct of(Operand a, Operand b, Operand c) {
    return new Joining(a, b, c).result();
  }

  /// Whether every sum is empty, so that C is zero.
  boolean depthless() {
    return a.shape().size() == 0 || b.shape().size() == 0;
  }

  /// Whether C's matrices are rows or columns, and each element a sum of some length: a vector
  /// times a matrix. It reads the matrix once, so there is nothing to gain from the order of a
  /// product of matrices, and vectors can go along the sums.
  boolean ofVector() {
    Shape matrices = c.shape();
    return (matrices.dim(-2) == 1 || matrices.dim(-1) == 1) && a.shape().dim(-1) >= SUM;
  }

  /// A, B and C over the axes batch, rows, columns, depth: C repeats along the depth, and is the
  /// sum over it of the products of A's and B's elements.
  BatchedProduct spread() {
    Layout left = a.layout();
    Layout right = b.layout();
    Layout sums = c.layout();
    int k = left.shape().dim(-1);
    return new BatchedProduct(
        spread(a, k, left.stride(-2), 0, left.stride(-1)),
        spread(b, k, 0, right.stride(-1), right.stride(-2)),
        spread(c, k, sums.stride(-2), sums.stride(-1), 0));
  }

  private Operand spread(Operand operand, int k, int row, int column, int depth) {
    int axes = c.shape().rank() - 2;
    int[] dims = Arrays.copyOf(c.shape().toArray(), axes + 3);
    int[] strides = Arrays.copyOf(operand.layout().strides(), axes + 3);
    dims[axes + 2] = k;
    strides[axes] = row;
    strides[axes + 1] = column;
    strides[axes + 2] = depth;
    return operand.with(Layout.of(Shape.of(dims), strides, operand.layout().offset()));
  }

  /// An operand's strides along the batch axes, and its matrices.
  private static final class Part {
    final Operand operand;
    final int[] strides;
    int row;
    int column;

    Part(Operand operand, int axes) {
      this.operand = operand;
      Layout l = operand.layout();
      int own = l.shape().rank() - 2;
      strides = new int[axes];
      for (int i = 0; i < own; i++) {
        strides[axes - own + i] = l.shape().dim(i) == 1 ? 0 : l.stride(i);
      }
      row = l.stride(-2);
      column = l.stride(-1);
    }

    /// The layout with these batch axes; those of size 1 are left out.
    Operand of(int[] batch, int rows, int columns) {
      int rank = (int) Arrays.stream(batch).filter(d -> d != 1).count() + 2;
      int[] dims = new int[rank];
      int[] all = new int[rank];
      int n = 0;
      for (int i = 0; i < batch.length; i++) {
        if (batch[i] != 1) {
          dims[n] = batch[i];
          all[n++] = strides[i];
        }
      }
      dims[n] = rows;
      all[n++] = row;
      dims[n] = columns;
      all[n] = column;
      return operand.with(Layout.of(Shape.of(dims), all, operand.layout().offset()));
    }
  }

  /// The axes while they are joined.
  private static final class Joining {
    private final Part a;
    private final Part b;
    private final Part c;
    private final int[] batch;
    private int m;
    private int n;
    private int k;

    Joining(Operand a, Operand b, Operand c) {
      m = c.shape().dim(-2);
      n = c.shape().dim(-1);
      k = a.shape().dim(-1);
      int axes = Math.max(Math.max(a.shape().rank(), b.shape().rank()), c.shape().rank()) - 2;
      batch = new int[axes];
      Arrays.fill(batch, 1);
      for (Operand o : new Operand[] {a, b, c}) {
        int own = o.shape().rank() - 2;
        for (int i = 0; i < own; i++) {
          int d = o.shape().dim(i);
          batch[axes - own + i] = d == 1 ? batch[axes - own + i] : d;
        }
      }
      this.a = new Part(a, axes);
      this.b = new Part(b, axes);
      this.c = new Part(c, axes);
      for (int axis = axes - 1; axis >= 0; axis--) {
        join(axis);
      }
    }

    private void join(int axis) {
      int d = batch[axis];
      if (d == 1) {
        return;
      }
      if (c.strides[axis] == 0) {
        if (d == 0 || continues(axis, k, a.column, a, b.row, b)) {
          a.column = k == 1 ? a.strides[axis] : a.column;
          b.row = k == 1 ? b.strides[axis] : b.row;
          k *= d;
          batch[axis] = 1;
        }
      } else if (b.strides[axis] == 0 && continues(axis, m, a.row, a, c.row, c)) {
        a.row = m == 1 ? a.strides[axis] : a.row;
        c.row = m == 1 ? c.strides[axis] : c.row;
        m *= d;
        batch[axis] = 1;
      } else if (a.strides[axis] == 0 && continues(axis, n, b.column, b, c.column, c)) {
        b.column = n == 1 ? b.strides[axis] : b.column;
        c.column = n == 1 ? c.strides[axis] : c.column;
        n *= d;
        batch[axis] = 1;
      }
    }

    /// Whether a batch axis goes on where an axis of the matrices ends, in both of two operands.
    private boolean continues(int axis, long size, int xStep, Part x, int yStep, Part y) {
      boolean together =
          size <= 1 || x.strides[axis] == size * xStep && y.strides[axis] == size * yStep;
      return together && size * batch[axis] <= Integer.MAX_VALUE;
    }

    BatchedProduct result() {
      return new BatchedProduct(a.of(batch, m, k), b.of(batch, k, n), c.of(batch, m, n));
    }
  }
}
