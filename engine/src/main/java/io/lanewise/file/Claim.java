package io.lanewise.file;

import io.lanewise.layout.Shape;

/// What a header claims, checked before anything is built on it.
final class Claim {
  /// The most axes that a file may name; NumPy's own limit.
  static final int MAX_RANK = 64;

  /// The largest array of bytes that a JVM is sure to allocate.
  static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private Claim() {}

  /// The shape of these axis sizes, or a refusal: negative sizes, overflowing products and ranks
  /// that nobody means are all found here.
  static Shape shape(String file, String place, long[] dims) throws FileFormatException {
    if (dims.length > MAX_RANK) {
      throw new FileFormatException(
          file,
          place,
          "the shape has " + dims.length + " axes",
          "at most " + MAX_RANK + " are supported; is the file damaged?");
    }
    boolean empty = false;
    int[] sizes = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 0 || dims[i] > Integer.MAX_VALUE) {
        throw new FileFormatException(
            file,
            place,
            "axis " + i + " has size " + dims[i],
            "sizes go from 0 to 2^31 - 1; is the file damaged?");
      }
      sizes[i] = (int) dims[i];
      empty |= sizes[i] == 0;
    }
    long size = 1;
    for (int dim : sizes) {
      // Both factors are below 2³¹, so the product cannot overflow before it is looked at.
      size = empty ? 0 : size * dim;
      if (size > Integer.MAX_VALUE) {
        throw new FileFormatException(
            file,
            place,
            "the shape holds more than 2^31 - 1 elements",
            "split the array into several files, if the file is not damaged");
      }
    }
    return Shape.of(sizes);
  }

  /// The number of bytes of an array, or a refusal if a Java array cannot hold them.
  static int bytes(String file, String place, ElementType type, Shape shape)
      throws FileFormatException {
    long bytes = (long) shape.size() * type.bytes();
    if (bytes > MAX_BYTES) {
      throw new FileFormatException(
          file,
          place,
          type + " " + shape + " takes " + bytes + " bytes",
          "one array holds at most " + MAX_BYTES + "; split it into several");
    }
    return (int) bytes;
  }
}
