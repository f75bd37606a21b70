package io.lanewise.opencl;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.List;

/// Walks as `place` in `common.cl` reads them: the number of axes, their sizes, and for each
/// operand its offset and its strides.
final class Places {
  private Places() {}

  /// Those of layouts of one shape, in row-major order.
  static int[] of(Shape shape, Layout... layouts) {
    return of(Walk.of(shape, List.of(layouts)), layouts.length);
  }

  /// Those of a walk over so many operands.
  static int[] of(Walk walk, int operands) {
    int axes = walk.axes();
    int[] places = new int[1 + axes + operands * (axes + 1)];
    places[0] = axes;
    for (int axis = 0; axis < axes; axis++) {
      places[1 + axis] = Math.max(1, walk.dim(axis)); // a division by zero kills the process
    }
    int at = 1 + axes;
    for (int o = 0; o < operands; o++) {
      places[at++] = walk.offset(o);
      for (int axis = 0; axis < axes; axis++) {
        places[at++] = walk.stride(o, axis);
      }
    }
    return places;
  }
}
