package io.lanewise.cpu.scalar;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;

/// Ways to lay the elements of a shape out in a buffer, none of which may change a result.
enum Placement {
  DENSE {
    @Override
    Layout of(Shape shape) {
      return Layout.of(shape);
    }
  },
  /// Row-major, but not from 0.
  SHIFTED {
    @Override
    Layout of(Shape shape) {
      return Layout.of(shape, Layout.of(shape).strides(), 5);
    }
  },
  /// Column-major.
  REVERSED {
    @Override
    Layout of(Shape shape) {
      int rank = shape.rank();
      int[] dims = new int[rank];
      int[] axes = new int[rank];
      for (int i = 0; i < rank; i++) {
        axes[i] = rank - 1 - i;
        dims[i] = shape.dim(rank - 1 - i);
      }
      return Layout.of(Shape.of(dims)).permute(axes);
    }
  },
  /// Every second element along every axis of something larger.
  SLICED {
    @Override
    Layout of(Shape shape) {
      int[] dims = shape.toArray();
      for (int i = 0; i < dims.length; i++) {
        dims[i] = 2 * dims[i] + 1;
      }
      Layout layout = Layout.of(Shape.of(dims));
      for (int i = 0; i < dims.length; i++) {
        layout = layout.slice(i, 1, dims[i], 2);
      }
      return layout;
    }
  };

  abstract Layout of(Shape shape);
}
