package io.lanewise.file;

import io.lanewise.layout.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// IDX files, the format of MNIST, gzipped or not: two zero bytes, the element type, the number of
/// axes, their sizes and the elements, all big-endian.
///
/// Source: <http://yann.lecun.com/exdb/mnist/>
public final class Idx {
  /// Growing to a claimed size goes through its fourths, so no more than four times the bytes that
  /// were really there is ever taken, and old and new array together are 1¼ times the claim.
  private static final int GROWTH = 4;

  private static final int FIRST_CAPACITY = 1 << 16;

  private Idx() {}

  /// Where bytes come from: a file, or a file decompressed.
  private interface Source {
    int read(byte[] target, int from, int length) throws IOException;
  }

  /// Reads the array of a file; a gzipped one is known by its first bytes, whatever its name.
  ///
  /// @throws FileFormatException if the file is no IDX file, cut short, oversized, or claims more
  ///     than gzip can hold
  /// @throws IOException if the file cannot be reached or is larger than the heap
  public static FileArray read(Path path) throws IOException {
    try (InputFile file = InputFile.open(path)) {
      if (!file.startsWith(Gunzip.FIRST, Gunzip.SECOND)) {
        return read(file.name(), file::read, file.size(), false);
      }
      try (Gunzip gunzip = new Gunzip(file)) {
        return read(file.name(), gunzip::read, file.size() * Gunzip.MAX_RATIO, true);
      }
    }
  }

  /// Writes an array; a name that ends in `.gz` is compressed.
  ///
  /// @throws IllegalArgumentException if IDX has no such element type
  /// @throws IOException if the file cannot be written; the previous one is unchanged
  public static void write(Path path, FileArray array) throws IOException {
    byte[] header = header(array);
    AtomicFile.write(
        path,
        out -> {
          if (path.toString().endsWith(".gz")) {
            GZIPOutputStream zipped = new GZIPOutputStream(out, 1 << 16);
            write(zipped, header, array);
            zipped.finish();
          } else {
            write(out, header, array);
          }
        });
  }

  private static void write(OutputStream out, byte[] header, FileArray array) throws IOException {
    out.write(header);
    array.writeTo(out, ByteOrder.BIG_ENDIAN);
  }

  private static byte[] header(FileArray array) {
    Shape shape = array.shape();
    if (shape.rank() > 255) {
      throw new IllegalArgumentException("idx: " + array + " has more than 255 axes; reshape it");
    }
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * shape.rank());
    header.put((byte) 0).put((byte) 0).put(code(array.type())).put((byte) shape.rank());
    for (int axis = 0; axis < shape.rank(); axis++) {
      header.putInt(shape.dim(axis));
    }
    return header.array();
  }

  private static byte code(ElementType type) {
    return switch (type) {
      case U8 -> 0x08;
      case I8 -> 0x09;
      case I16 -> 0x0B;
      case I32 -> 0x0C;
      case F32 -> 0x0D;
      case F64 -> 0x0E;
      case BOOL, U16, U32, U64, I64, F16, BF16 ->
          throw new IllegalArgumentException(
              "idx: there is no " + type + "; convert the array to F32 or I32");
    };
  }

  private static ElementType type(int code) {
    return switch (code) {
      case 0x08 -> ElementType.U8;
      case 0x09 -> ElementType.I8;
      case 0x0B -> ElementType.I16;
      case 0x0C -> ElementType.I32;
      case 0x0D -> ElementType.F32;
      case 0x0E -> ElementType.F64;
      default -> null;
    };
  }

  /// `available` is the most that the source can give: all of it, if not zipped.
  private static FileArray read(String file, Source source, long available, boolean zipped)
      throws IOException {
    String where = zipped ? " of the decompressed data" : "";
    byte[] magic = new byte[4];
    fill(file, source, magic, 0, where);
    ElementType type = type(magic[2]);
    if (magic[0] != 0 || magic[1] != 0 || type == null) {
      throw new FileFormatException(
          file,
          "byte 0" + where,
          "the bytes " + hex(magic),
          "IDX starts with 00 00, a type from 08 to 0e and the number of axes; is this an IDX file?");
    }
    byte[] sizes = new byte[4 * (magic[3] & 0xff)];
    fill(file, source, sizes, 4, where);
    ByteBuffer buffer = ByteBuffer.wrap(sizes);
    long[] dims = new long[sizes.length / 4];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = buffer.getInt() & 0xffffffffL;
    }
    Shape shape = Claim.shape(file, "byte 4" + where, dims);
    int start = 4 + sizes.length;
    int length = Claim.bytes(file, "byte 4" + where, type, shape);
    if ((long) start + length > available) {
      throw new FileFormatException(
          file,
          "byte 4" + where,
          type
              + " "
              + shape
              + " takes "
              + length
              + " bytes and at most "
              + (available - start)
              + " can be there",
          InputFile.TRUNCATED);
    }
    // The size of a plain file is known and has just been checked; that of a zipped one is a claim.
    byte[] bytes = Memory.bytes(file, zipped ? firstCapacity(length) : length);
    fill(file, source, bytes, start, where);
    while (bytes.length < length) {
      int filled = bytes.length;
      bytes = Memory.resized(file, bytes, nextCapacity(filled, length));
      fill(file, source, bytes, filled, start + (long) filled, where);
    }
    if (source.read(new byte[1], 0, 1) >= 0) {
      throw new FileFormatException(
          file,
          "byte " + ((long) start + length) + where,
          "more bytes follow " + type + " " + shape,
          InputFile.OVERSIZED);
    }
    return new FileArray(type, shape, ByteOrder.BIG_ENDIAN, bytes);
  }

  /// The claim divided by 4 as often as it is large.
  private static int firstCapacity(int claim) {
    int capacity = claim;
    while (capacity > FIRST_CAPACITY) {
      capacity /= GROWTH;
    }
    return capacity;
  }

  /// The next larger of the claim's fourths.
  private static int nextCapacity(int filled, int claim) {
    int capacity = claim;
    while (capacity / GROWTH > filled) {
      capacity /= GROWTH;
    }
    return capacity;
  }

  private static void fill(String file, Source source, byte[] target, long offset, String where)
      throws IOException {
    fill(file, source, target, 0, offset, where);
  }

  private static void fill(
      String file, Source source, byte[] target, int from, long offset, String where)
      throws IOException {
    for (int at = from; at < target.length; ) {
      int n = source.read(target, at, target.length - at);
      if (n < 0) {
        throw new FileFormatException(
            file,
            "byte " + (offset + at - from) + where,
            "the data end here, " + (target.length - at) + " bytes too early",
            InputFile.TRUNCATED);
      }
      at += n;
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
