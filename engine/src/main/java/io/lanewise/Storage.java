package io.lanewise;

import io.lanewise.backend.Buffer;
import io.lanewise.layout.Shape;

/// The identity behind a tensor and all of its views: the buffer, and the gradient if one is
/// wanted.
final class Storage {
  final Buffer buffer;

  /// The shape that the tensor was made with, row-major over the whole buffer.
  final Shape shape;

  String name;
  boolean wantsGradient;
  private Buffer gradient;

  Storage(Buffer buffer, Shape shape) {
    this.buffer = buffer;
    this.shape = shape;
  }

  /// The buffer of the gradient: one for all tapes, so that they can share parameters.
  Buffer gradient() {
    if (gradient == null) {
      gradient = buffer.backend().allocate(buffer.length());
    }
    return gradient;
  }
}
