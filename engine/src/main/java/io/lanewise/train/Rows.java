package io.lanewise.train;

import io.lanewise.file.FileArray;
import io.lanewise.layout.Shape;

/// Arrays of files as rows of examples: the first axis counts them.
final class Rows {
  private Rows() {}

  /// The shape of one row; grey images get an axis of one channel.
  static Shape shape(Shape all) {
    return switch (all.rank()) {
      case 1 -> Shape.of(1);
      case 3 -> Shape.of(1, all.dim(1), all.dim(2));
      default -> all.without(0);
    };
  }

  /// The elements of an array of one byte each.
  static byte[] bytes(FileArray array) {
    byte[] bytes = new byte[array.size()];
    array.bytes().get(bytes);
    return bytes;
  }
}
