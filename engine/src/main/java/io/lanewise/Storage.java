package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.layout.Shape;
import java.util.List;

/// The identity behind a tensor and all of its views: the buffer, and the gradient if one is
/// wanted.
final class Storage {
  Buffer buffer;

  /// The shape that the tensor was made with, row-major over the whole buffer.
  final Shape shape;

  String name;
  boolean wantsGradient;

  /// Whether somebody has been told where the buffer is.
  boolean known;

  private Buffer gradient;

  /// Those that lie in one memory with this one, in their order.
  private List<Storage> together = List.of(this);

  Storage(Buffer buffer, Shape shape) {
    this.buffer = buffer;
    this.shape = shape;
  }

  /// The buffer of the gradient: one for all tapes, so that they can share parameters.
  Buffer gradient() {
    if (gradient == null) {
      Buffer[] gradients = allocate(together);
      for (int i = 0; i < gradients.length; i++) {
        Storage s = together.get(i);
        s.gradient = s.gradient == null ? gradients[i] : s.gradient; // it may have moved since
      }
    }
    return gradient;
  }

  /// Moves all to one memory, and their gradients later, unless somebody knows where one is.
  static void together(List<Storage> all) {
    for (Storage s : all) {
      if (s.known || s.gradient != null || s.buffer.backend() != all.getFirst().buffer.backend()) {
        return;
      }
    }
    Buffer[] buffers = allocate(all);
    for (int i = 0; i < buffers.length; i++) {
      Storage s = all.get(i);
      float[] values = new float[s.buffer.length()];
      s.buffer.read(0, values, 0, values.length);
      buffers[i].write(0, values, 0, values.length);
      s.buffer = buffers[i];
      s.together = all;
    }
  }

  private static Buffer[] allocate(List<Storage> all) {
    Backend backend = all.getFirst().buffer.backend();
    return backend.allocateTogether(all.stream().mapToInt(s -> s.buffer.length()).toArray());
  }
}
