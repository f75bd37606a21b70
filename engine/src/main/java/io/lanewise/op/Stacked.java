package io.lanewise.op;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;

/// A product of matrices whose C repeats some of its matrices, with the batch axes along which it
/// repeats moved into the depth where the strides of A and B allow it:
///
/// Σₜ Aₜ·Bₜ = [A₀ A₁ …]·[B₀; B₁; …]
///
/// So the gradient of weights that a whole batch shares is one product, without memory for the
/// products of each part.
record Stacked(Operand a, Operand b, Operand c) {
  static Stacked of(Operand a, Operand b, Operand c) {
    int[] ofA = a.layout().strides();
    int[] ofB = b.layout().strides();
    int[] ofC = c.layout().strides();
    int[] batch = c.shape().toArray();
    int rank = batch.length;
    long depth = a.shape().dim(-1);
    for (int axis = rank - 3; axis >= 0; axis--) {
      boolean repeats = ofC[axis] == 0 && batch[axis] != 1;
      boolean together =
          depth <= 1
              || batch[axis] == 0
              || ofA[axis] == depth * ofA[rank - 1] && ofB[axis] == depth * ofB[rank - 2];
      if (repeats && together && depth * batch[axis] <= Integer.MAX_VALUE) {
        if (depth == 1) {
          ofA[rank - 1] = ofA[axis];
          ofB[rank - 2] = ofB[axis];
        }
        depth *= batch[axis];
        batch[axis] = 1;
      }
    }
    int k = (int) depth;
    return new Stacked(
        a.with(layout(a, batch, ofA, c.shape().dim(-2), k)),
        b.with(layout(b, batch, ofB, k, c.shape().dim(-1))),
        c.with(layout(c, batch, ofC, c.shape().dim(-2), c.shape().dim(-1))));
  }

  private static Layout layout(Operand of, int[] batch, int[] strides, int rows, int columns) {
    int[] dims = batch.clone();
    dims[dims.length - 2] = rows;
    dims[dims.length - 1] = columns;
    return Layout.of(Shape.of(dims), strides, of.layout().offset());
  }
}
