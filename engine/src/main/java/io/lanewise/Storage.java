package io.lanewise;

import io.lanewise.backend.Buffer;

/// The identity behind a tensor and all of its views: the buffer, and the gradient if one is
/// wanted.
final class Storage {
  final Buffer buffer;
  String name;
  boolean wantsGradient;
  private Buffer gradient;

  Storage(Buffer buffer) {
    this.buffer = buffer;
  }

  /// The buffer of the gradient: one for all tapes, so that they can share parameters.
  Buffer gradient() {
    if (gradient == null) {
      gradient = buffer.backend().allocate(buffer.length());
    }
    return gradient;
  }
}
