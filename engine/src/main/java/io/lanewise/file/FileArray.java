package io.lanewise.file;

import io.lanewise.layout.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// Numbers as a file holds them: a shape, an element type and the raw bytes in row-major order, so
/// an image of one byte per pixel stays that small until somebody asks for floats. Immutable.
public final class FileArray {
  private final ElementType type;
  private final Shape shape;
  private final ByteBuffer data;

  /// Takes the bytes over: nobody else may write to them.
  FileArray(ElementType type, Shape shape, ByteOrder order, byte[] bytes) {
    if ((long) shape.size() * type.bytes() != bytes.length) {
      throw new IllegalArgumentException(
          type + " " + shape + " is not " + bytes.length + " bytes; give shape.size() elements");
    }
    this.type = type;
    this.shape = shape;
    this.data = ByteBuffer.wrap(bytes).order(order);
  }

  /// An F32 array of these values, row by row.
  ///
  /// @throws IllegalArgumentException if the shape holds another number of values
  public static FileArray of(Shape shape, float... values) {
    ByteBuffer bytes = littleEndian(ElementType.F32, shape, values.length);
    bytes.asFloatBuffer().put(values);
    return new FileArray(ElementType.F32, shape, ByteOrder.LITTLE_ENDIAN, bytes.array());
  }

  /// An I32 array of these values, row by row.
  ///
  /// @throws IllegalArgumentException if the shape holds another number of values
  public static FileArray of(Shape shape, int... values) {
    ByteBuffer bytes = littleEndian(ElementType.I32, shape, values.length);
    bytes.asIntBuffer().put(values);
    return new FileArray(ElementType.I32, shape, ByteOrder.LITTLE_ENDIAN, bytes.array());
  }

  /// An F64 array of these values, row by row.
  ///
  /// @throws IllegalArgumentException if the shape holds another number of values
  public static FileArray of(Shape shape, double... values) {
    ByteBuffer bytes = littleEndian(ElementType.F64, shape, values.length);
    bytes.asDoubleBuffer().put(values);
    return new FileArray(ElementType.F64, shape, ByteOrder.LITTLE_ENDIAN, bytes.array());
  }

  /// An array of any type from its raw bytes, which are copied.
  ///
  /// @throws IllegalArgumentException if the shape asks for another number of bytes
  public static FileArray ofBytes(ElementType type, Shape shape, ByteOrder order, byte[] bytes) {
    return new FileArray(type, shape, order, bytes.clone());
  }

  private static ByteBuffer littleEndian(ElementType type, Shape shape, int values) {
    if (shape.size() != values) {
      throw new IllegalArgumentException(
          "an array of shape " + shape + " holds " + shape.size() + " values, not " + values);
    }
    int bytes = Math.multiplyExact(values, type.bytes());
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The element type.
  public ElementType type() {
    return type;
  }

  /// The shape.
  public Shape shape() {
    return shape;
  }

  /// The number of elements.
  public int size() {
    return shape.size();
  }

  /// The raw bytes, read-only, in the file's own byte order; not a copy.
  public ByteBuffer bytes() {
    return data.asReadOnlyBuffer().order(data.order());
  }

  /// One element, rounded to the nearest float.
  public float floatAt(int element) {
    return switch (type) {
      case F32 -> data.getFloat(element * 4);
      case F16 -> Float.float16ToFloat(data.getShort(element * 2));
      case BF16 -> Float.intBitsToFloat(data.getShort(element * 2) << 16);
      // Straight from the integer: by way of a double it would round twice.
      case I64 -> data.getLong(element * 8);
      case U64 -> unsignedToFloat(data.getLong(element * 8));
      case BOOL, U8, I8, U16, I16, U32, I32, F64 -> (float) doubleAt(element);
    };
  }

  /// One element, rounded to the nearest double.
  public double doubleAt(int element) {
    return switch (type) {
      case U64 -> unsignedToDouble(data.getLong(element * 8));
      case F64 -> data.getDouble(element * 8);
      case F16, BF16, F32 -> floatAt(element);
      case BOOL, U8, I8, U16, I16, U32, I32, I64 -> longAt(element);
    };
  }

  /// The bits of an integer element as a long; a U64 beyond 2⁶³ − 1 comes out negative.
  private long longAt(int element) {
    return switch (type) {
      case BOOL, U8 -> data.get(element) & 0xff;
      case I8 -> data.get(element);
      case U16 -> data.getShort(element * 2) & 0xffff;
      case I16 -> data.getShort(element * 2);
      case U32 -> data.getInt(element * 4) & 0xffffffffL;
      case I32 -> data.getInt(element * 4);
      case U64, I64 -> data.getLong(element * 8);
      case F16, BF16, F32, F64 -> throw new AssertionError(type);
    };
  }

  private static float unsignedToFloat(long bits) {
    return bits >= 0 ? (float) bits : (float) halfRoundedToOdd(bits) * 2;
  }

  private static double unsignedToDouble(long bits) {
    return bits >= 0 ? (double) bits : (double) halfRoundedToOdd(bits) * 2;
  }

  /// Half of an unsigned number; the bit that falls off is kept in the last one, so that rounding
  /// what is left still knows on which side of a tie it lies.
  private static long halfRoundedToOdd(long bits) {
    return bits >>> 1 | bits & 1;
  }

  /// Some elements as floats: `target[at + i]` = element `from + i`, for i < count.
  ///
  /// @throws IndexOutOfBoundsException if either range does not fit
  public void copyTo(int from, int count, float[] target, int at) {
    Objects.checkFromIndexSize(from, count, size());
    Objects.checkFromIndexSize(at, count, target.length);
    switch (type) {
      case F32 -> data.asFloatBuffer().get(from, target, at, count);
      case U8 -> {
        byte[] bytes = data.array();
        for (int i = 0; i < count; i++) {
          target[at + i] = bytes[from + i] & 0xff;
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = floatAt(from + i);
        }
      }
    }
  }

  /// All elements, each rounded to the nearest float.
  public float[] toFloats() {
    float[] floats = new float[size()];
    copyTo(0, floats.length, floats, 0);
    return floats;
  }

  /// All elements, each rounded to the nearest double.
  public double[] toDoubles() {
    double[] doubles = new double[size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = doubleAt(i);
    }
    return doubles;
  }

  /// All elements as ints: class indices, row numbers.
  ///
  /// @throws IllegalArgumentException if an element is no integer from −2³¹ to 2³¹ − 1
  public int[] toInts() {
    int[] ints = new int[size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = intAt(i);
    }
    return ints;
  }

  private int intAt(int element) {
    if (type.integer()) {
      long value = longAt(element);
      if (value == (int) value && !(type == ElementType.U64 && value < 0)) {
        return (int) value;
      }
    } else {
      double value = doubleAt(element);
      if (value == (int) value) {
        return (int) value;
      }
    }
    String value =
        type == ElementType.U64
            ? Long.toUnsignedString(longAt(element))
            : type.integer() ? Long.toString(longAt(element)) : Double.toString(doubleAt(element));
    throw new IllegalArgumentException(
        "element "
            + element
            + " of "
            + this
            + " is "
            + value
            + ", which is no integer from -2^31 to 2^31 - 1; read it with toFloats or toDoubles?");
  }

  /// Writes the elements in this byte order, a slice at a time: no second copy of a large array.
  void writeTo(OutputStream out, ByteOrder order) throws IOException {
    byte[] bytes = data.array();
    if (order == data.order() || type.bytes() == 1) {
      out.write(bytes);
      return;
    }
    int width = type.bytes();
    byte[] slice = new byte[Math.min(bytes.length, 1 << 16)];
    for (int at = 0; at < bytes.length; at += slice.length) {
      int length = Math.min(slice.length, bytes.length - at);
      for (int i = 0; i < length; i++) {
        // Within each element, the last byte first.
        slice[i] = bytes[at + (i | width - 1) - (i & width - 1)];
      }
      out.write(slice, 0, length);
    }
  }

  /// Whether the other holds the same type, shape and byte-for-byte the same elements in the same
  /// order of bytes.
  @Override
  public boolean equals(Object other) {
    return other instanceof FileArray a
        && type == a.type
        && shape.equals(a.shape)
        && data.order() == a.data.order()
        && Arrays.equals(data.array(), a.data.array());
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data.array());
  }

  /// For example `F32 [64,784]`.
  @Override
  public String toString() {
    return type + " " + shape;
  }
}
