package io.lanewise.op;

import io.lanewise.formula.Formula;
import io.lanewise.layout.Shape;
import java.util.Arrays;

/// The operand with margins of a constant around it.
///
///     dx += the inner part of dOut
public final class Pad implements Op {
  private final double value;
  private final int[] before;
  private final int[] after;

  /// Margins of `before[i]` and `after[i]` elements at axis i.
  ///
  /// @throws IllegalArgumentException if a margin is negative or their numbers differ
  public Pad(double value, int[] before, int[] after) {
    this.value = value;
    this.before = before.clone();
    this.after = after.clone();
    boolean bad = before.length != after.length;
    for (int i = 0; !bad && i < before.length; i++) {
      bad = before[i] < 0 || after[i] < 0;
    }
    if (bad) {
      throw new IllegalArgumentException(
          "pad by "
              + Arrays.toString(before)
              + " before and "
              + Arrays.toString(after)
              + " after: give one margin of at least 0 for each side of each axis");
    }
  }

  @Override
  public String name() {
    return "pad";
  }

  @Override
  public Shape shape(Shape... in) {
    int[] dims = in[0].toArray();
    if (dims.length != before.length) {
      throw new IllegalArgumentException(
          "pad of " + in[0] + " by " + before.length + " margins: give one for each axis");
    }
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Math.addExact(dims[i], Math.addExact(before[i], after[i]));
    }
    return Shape.of(dims);
  }

  private Operand inner(Operand padded) {
    Operand o = padded;
    for (int i = 0; i < before.length; i++) {
      o = o.slice(i, before[i], padded.shape().dim(i) - after[i]);
    }
    return o;
  }

  @Override
  public void forward(Emitter e, Site s) {
    e.map(Formula.constant(value), s.out());
    e.copy(s.in(0), inner(s.out()));
  }

  @Override
  public void backward(Emitter e, Site s) {
    e.copy(inner(s.dOut()), s.d(0));
  }
}
