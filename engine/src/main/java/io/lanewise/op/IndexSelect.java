package io.lanewise.op;

import io.lanewise.layout.Shape;

/// out[…, i…, …] = table[…, index[i…], …]: the slices of an axis that an index tensor of any rank
/// names. Along axis 0 of a matrix it is an embedding.
///
///     dTable[…, index[i…], …] += dOut[…, i…, …]
public final class IndexSelect implements Op {
  private final int axis;

  /// Along this axis; a negative one counts from the last.
  public IndexSelect(int axis) {
    this.axis = axis;
  }

  @Override
  public String name() {
    return "indexSelect";
  }

  @Override
  public int arity() {
    return 2;
  }

  /// Indices have no gradient.
  @Override
  public boolean differentiable(int i) {
    return i == 0;
  }

  @Override
  public Shape shape(Shape... in) {
    int a = Axes.axis(name(), in[0], axis);
    int[] index = in[1].toArray();
    int[] table = in[0].toArray();
    int[] dims = new int[table.length - 1 + index.length];
    System.arraycopy(table, 0, dims, 0, a);
    System.arraycopy(index, 0, dims, a, index.length);
    System.arraycopy(table, a + 1, dims, a + index.length, table.length - a - 1);
    return Shape.of(dims);
  }

  private Operand axisFirst(Operand table) {
    if (table == Operand.NONE) {
      return table;
    }
    return table.permute(blockFirst(table.shape().rank(), table.shape().axis(axis), 1));
  }

  private Operand indexFirst(Operand out, Site s) {
    int a = s.in(0).shape().axis(axis);
    return out.permute(blockFirst(out.shape().rank(), a, s.in(1).shape().rank()));
  }

  /// The order of axes that brings `count` of them, from `from` on, to the front.
  private static int[] blockFirst(int rank, int from, int count) {
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = i < count ? from + i : i < from + count ? i - count : i;
    }
    return order;
  }

  /// Of nothing, nothing is taken: the slices beside an empty axis may be too large for a shape.
  @Override
  public void forward(Emitter e, Site s) {
    if (s.in(1).shape().size() == 0) {
      return;
    }
    e.gather(axisFirst(s.in(0)), s.in(1), indexFirst(s.out(), s));
  }

  @Override
  public void backward(Emitter e, Site s) {
    if (s.in(0).shape().size() == 0) {
      return;
    }
    e.scatter(indexFirst(s.dOut(), s), s.in(1), axisFirst(s.d(0)));
  }
}
