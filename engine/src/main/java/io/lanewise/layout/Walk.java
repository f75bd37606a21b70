package io.lanewise.layout;

import java.util.Arrays;
import java.util.List;

/// Several layouts of one shape as the shortest loop nest that visits their elements in row-major
/// order.
///
/// Axes of size 1 are dropped, and neighbouring axes that chain in every layout are merged, so
/// tensors without gaps become one loop. The last axis is the inner loop, a *row* is one run of it,
/// and there is always at least one axis: of size 1 for a scalar, of size 0 for an empty shape.
public final class Walk {
  private final int size;
  private final int[] dims;

  /// By layout, then axis.
  private final int[][] strides;

  private final int[] offsets;

  private Walk(int size, int[] dims, int[][] strides, int[] offsets) {
    this.size = size;
    this.dims = dims;
    this.strides = strides;
    this.offsets = offsets;
  }

  /// The walk over these layouts, all of this shape.
  public static Walk of(Shape shape, List<Layout> layouts) {
    int count = layouts.size();
    int rank = shape.size() == 0 ? 0 : shape.rank();
    int[] dims = new int[Math.max(1, rank)];
    int[][] strides = new int[count][dims.length];
    int axes = 0;
    for (int axis = 0; axis < rank; axis++) {
      int dim = shape.dim(axis);
      if (dim == 1) {
        continue;
      }
      boolean chains = axes > 0;
      for (int l = 0; chains && l < count; l++) {
        chains = strides[l][axes - 1] == layouts.get(l).stride(axis) * dim;
      }
      if (chains) {
        dims[axes - 1] *= dim;
      } else {
        dims[axes++] = dim;
      }
      for (int l = 0; l < count; l++) {
        strides[l][axes - 1] = layouts.get(l).stride(axis);
      }
    }
    if (axes == 0) {
      dims[0] = shape.size();
      axes = 1;
      for (int l = 0; l < count; l++) {
        strides[l][0] = 1;
      }
    }
    int[] offsets = new int[count];
    for (int l = 0; l < count; l++) {
      offsets[l] = layouts.get(l).offset();
      strides[l] = Arrays.copyOf(strides[l], axes);
    }
    return new Walk(shape.size(), Arrays.copyOf(dims, axes), strides, offsets);
  }

  /// The number of elements.
  public int size() {
    return size;
  }

  /// The number of axes, at least 1.
  public int axes() {
    return dims.length;
  }

  /// The size of an axis.
  public int dim(int axis) {
    return dims[axis];
  }

  /// The stride of a layout along an axis.
  public int stride(int layout, int axis) {
    return strides[layout][axis];
  }

  /// The length of a row.
  public int inner() {
    return dims[dims.length - 1];
  }

  /// The stride of a layout within a row.
  public int innerStride(int layout) {
    return strides[layout][dims.length - 1];
  }

  /// The number of rows.
  public int rows() {
    return size == 0 ? 0 : size / inner();
  }

  /// The offset of a layout's first element.
  public int offset(int layout) {
    return offsets[layout];
  }

  /// Whether element i of a layout lies at its offset + i.
  public boolean dense(int layout) {
    int step = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      if (strides[layout][axis] != step) {
        return false;
      }
      step *= dims[axis];
    }
    return true;
  }

  /// Whether a layout sees one element everywhere.
  public boolean constant(int layout) {
    for (int stride : strides[layout]) {
      if (stride != 0) {
        return false;
      }
    }
    return true;
  }

  /// A cursor at the first row.
  public Cursor cursor() {
    return new Cursor(this);
  }

  /// Stands at one row of a walk and knows where that row begins in each layout.
  public static final class Cursor {
    private final Walk walk;
    private final int[] index;
    private final int[] at;

    private Cursor(Walk walk) {
      this.walk = walk;
      this.index = new int[walk.dims.length - 1];
      this.at = walk.offsets.clone();
    }

    /// Back to the first row.
    public void restart() {
      Arrays.fill(index, 0);
      System.arraycopy(walk.offsets, 0, at, 0, at.length);
    }

    /// To the row of this number, counted from 0 in the walk's order.
    public void moveTo(int row) {
      restart();
      int rest = row;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        int dim = walk.dims[axis];
        index[axis] = rest % dim;
        rest /= dim;
        for (int l = 0; l < at.length; l++) {
          at[l] += index[axis] * walk.strides[l][axis];
        }
      }
    }

    /// Where the row begins in a layout's buffer.
    public int at(int layout) {
      return at[layout];
    }

    /// On to the next row; after the last one, to the first.
    public void advance() {
      advance(1);
    }

    /// On by this many rows, at most to the end of the last axis but one.
    public void advance(int rows) {
      int steps = rows;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] += steps;
        boolean within = index[axis] < walk.dims[axis];
        steps = within ? steps : steps - walk.dims[axis];
        for (int l = 0; l < at.length; l++) {
          at[l] += steps * walk.strides[l][axis];
        }
        if (within) {
          return;
        }
        index[axis] = 0;
        steps = 1;
      }
    }
  }
}
