package io.lanewise.file;

import io.lanewise.layout.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// NumPy's array files, `.npy`. Reads versions 1 to 3 in both byte orders and both element orders;
/// writes version 1.0, little-endian, row-major, byte for byte as NumPy 2 does. Pickled objects,
/// strings, complex numbers and records are refused.
///
/// Source: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>
public final class Npy {
  private Npy() {}

  /// Reads the one array of a file.
  ///
  /// @throws FileFormatException if the file is no npy file of numbers, cut short or oversized
  /// @throws IOException if the file cannot be reached or is larger than the heap
  public static FileArray read(Path path) throws IOException {
    try (InputFile file = InputFile.open(path)) {
      NpyHeader header = NpyHeader.read(file);
      long start = file.position();
      String place = "byte " + start;
      Shape shape = Claim.shape(file.name(), place, header.dims());
      int length = Claim.bytes(file.name(), place, header.type(), shape);
      if (file.size() - start > length) {
        throw file.refusal(
            start + length,
            (file.size() - start - length) + " bytes follow " + header.type() + " " + shape,
            InputFile.OVERSIZED);
      }
      byte[] bytes = file.exactly(length, header.type() + " " + shape);
      if (header.fortranOrder() && shape.rank() > 1) {
        bytes = rowMajor(file.name(), bytes, shape, header.type().bytes());
      }
      return new FileArray(header.type(), shape, header.order(), bytes);
    }
  }

  /// Writes an array; numbers that came in big-endian are turned round.
  ///
  /// @throws IllegalArgumentException if the array is BF16, which NumPy does not know
  /// @throws IOException if the file cannot be written; the previous one is unchanged
  public static void write(Path path, FileArray array) throws IOException {
    byte[] header = NpyHeader.render(array.type(), array.shape());
    AtomicFile.write(
        path,
        out -> {
          out.write(header);
          array.writeTo(out, ByteOrder.LITTLE_ENDIAN);
        });
  }

  /// Writes float32 values, row by row.
  ///
  /// @throws IllegalArgumentException if the shape holds another number of values
  /// @throws IOException if the file cannot be written; the previous one is unchanged
  public static void write(Path path, Shape shape, float... values) throws IOException {
    write(path, FileArray.of(shape, values));
  }

  /// The elements in row-major order, from Fortran's: there the first axis runs fastest.
  private static byte[] rowMajor(String file, byte[] columnMajor, Shape shape, int width)
      throws IOException {
    byte[] rows = Memory.bytes(file, columnMajor.length);
    int[] index = new int[shape.rank()];
    for (int to = 0; to < rows.length; to += width) {
      int from = 0;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        from = from * shape.dim(axis) + index[axis];
      }
      for (int b = 0; b < width; b++) {
        rows[to + b] = columnMajor[from * width + b];
      }
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.dim(axis); axis--) {
        index[axis] = 0;
      }
    }
    return rows;
  }
}
