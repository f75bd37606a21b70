package io.lanewise.op;

import io.lanewise.layout.Shape;

/// The operand's elements in row-major order in a buffer of their own.
///
///     dx += dOut
public final class Contiguous implements Op {
  /// The op; it has no options.
  public Contiguous() {}

  @Override
  public String name() {
    return "contiguous";
  }

  @Override
  public Shape shape(Shape... in) {
    return in[0];
  }

  @Override
  public void forward(Emitter e, Site s) {
    e.copy(s.in(0), s.out());
  }

  @Override
  public void backward(Emitter e, Site s) {
    e.copy(s.dOut(), s.d(0));
  }
}
