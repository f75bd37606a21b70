package io.lanewise.op;

import io.lanewise.layout.Shape;

/// An operation: the shape of its result, and how it lowers to instructions, forward and backward.
///
/// Ops are stateless values; everything about one use stands in the [Site].
public interface Op {
  /// The arity of an op that takes any number of operands, at least one.
  int ANY = -1;

  /// The name in error messages and listings.
  String name();

  /// The number of operands; [#ANY] for an op that takes as many as it is given.
  default int arity() {
    return 1;
  }

  /// The shape of the result.
  ///
  /// @throws IllegalArgumentException if the operands do not fit, with their shapes and the cure
  Shape shape(Shape... in);

  /// The shapes of further buffers that the forward pass fills for the backward pass.
  default Shape[] saved(Shape... in) {
    return new Shape[0];
  }

  /// Emits the instructions that write `s.out()` (and `s.saved(i)`) from `s.in(i)`.
  void forward(Emitter e, Site s);

  /// Emits the instructions that write each wanted gradient `s.d(i)` from `s.dOut()`. Every write
  /// is an addition to what other uses of the operand contribute; the emitter sees to that.
  ///
  /// @throws IllegalStateException if the op has no gradient
  default void backward(Emitter e, Site s) {
    throw new IllegalStateException(
        name()
            + " has no gradient, but one is asked of it; keep it off the path to the loss, or"
            + " detach() its result");
  }

  /// Whether the result can change smoothly with operand `i`. No gradient flows to one that holds
  /// indices, for instance.
  default boolean differentiable(int i) {
    return true;
  }
}
