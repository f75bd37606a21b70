package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.layout.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class FileArrayTest {
  private static FileArray array(ElementType type, ByteOrder order, int... bytes) {
    byte[] b = new byte[bytes.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = (byte) bytes[i];
    }
    return FileArray.ofBytes(type, Shape.of(b.length / type.bytes()), order, b);
  }

  private static FileArray big(ElementType type, int... bytes) {
    return array(type, ByteOrder.BIG_ENDIAN, bytes);
  }

  private static FileArray longs(ElementType type, long... values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length);
    b.asLongBuffer().put(values);
    return FileArray.ofBytes(type, Shape.of(values.length), ByteOrder.BIG_ENDIAN, b.array());
  }

  @Test
  void unsignedBytesGoFrom0To255() {
    assertArrayEquals(new float[] {0, 127, 255}, big(ElementType.U8, 0, 127, 255).toFloats());
  }

  @Test
  void signedBytesGoFromMinus128To127() {
    assertArrayEquals(new int[] {0, 127, -128}, big(ElementType.I8, 0, 127, 128).toInts());
  }

  @Test
  void booleansAre0And1() {
    assertArrayEquals(new int[] {1, 0}, big(ElementType.BOOL, 1, 0).toInts());
  }

  @Test
  void shortsFollowTheByteOrder() {
    assertEquals(0x0102, big(ElementType.I16, 1, 2).floatAt(0));
    assertEquals(0x0201, array(ElementType.I16, ByteOrder.LITTLE_ENDIAN, 1, 2).floatAt(0));
  }

  @Test
  void unsignedShortsHaveNoSign() {
    assertEquals(65535, big(ElementType.U16, 255, 255).toInts()[0]);
    assertEquals(-1, big(ElementType.I16, 255, 255).toInts()[0]);
  }

  @Test
  void unsignedIntsHaveNoSign() {
    assertEquals(4294967295.0, big(ElementType.U32, 255, 255, 255, 255).doubleAt(0));
  }

  @Test
  void halvesFollowIeee754() {
    FileArray halves = big(ElementType.F16, 0x3c, 0x00, 0xc0, 0x00, 0x00, 0x01, 0x7c, 0x00);
    assertArrayEquals(new float[] {1, -2, 0x1p-24f, Float.POSITIVE_INFINITY}, halves.toFloats());
  }

  @Test
  void bfloatsAreTheUpperHalfOfAFloat() {
    assertArrayEquals(
        new float[] {1, -3.140625f}, big(ElementType.BF16, 0x3f, 0x80, 0xc0, 0x49).toFloats());
  }

  @Test
  void unsignedLongsRoundOnceToFloatAndDouble() {
    long[] values = {
      -1,
      Long.MIN_VALUE,
      Long.MIN_VALUE + 1024,
      Long.MIN_VALUE + 1025,
      Long.MIN_VALUE + (1L << 39),
      Long.MIN_VALUE + (1L << 39) + 1,
      0,
      Long.MAX_VALUE
    };
    FileArray array = longs(ElementType.U64, values);
    for (int i = 0; i < values.length; i++) {
      BigInteger exact = new BigInteger(Long.toUnsignedString(values[i]));
      assertEquals(exact.doubleValue(), array.doubleAt(i), "double of " + exact);
      assertEquals(exact.floatValue(), array.floatAt(i), "float of " + exact);
    }
  }

  @Test
  void longsRoundOnceToFloat() {
    // By way of a double, 2^60 + 2^36 + 1 would lose its last bit and then be a tie.
    long value = (1L << 60) + (1L << 36) + 1;
    assertEquals((float) value, longs(ElementType.I64, value).floatAt(0));
    assertEquals(0x1.000002p60f, longs(ElementType.I64, value).floatAt(0));
  }

  @Test
  void doublesComeBackExactly() {
    double[] values = {0.1, -0.0, Double.MIN_VALUE, Double.NaN};
    assertArrayEquals(values, FileArray.of(Shape.of(4), values).toDoubles());
  }

  @Test
  void floatsComeBackExactly() {
    float[] values = {0.1f, -0.0f, Float.MIN_VALUE, Float.NaN};
    assertArrayEquals(values, FileArray.of(Shape.of(2, 2), values).toFloats());
  }

  @Test
  void aRangeIsCopiedToItsPlace() {
    float[] target = {9, 9, 9, 9};
    big(ElementType.U8, 1, 2, 3, 4).copyTo(1, 2, target, 2);
    assertArrayEquals(new float[] {9, 9, 2, 3}, target);
  }

  @Test
  void aRangeOutsideIsRefused() {
    FileArray array = big(ElementType.U8, 1, 2, 3);
    assertThrows(IndexOutOfBoundsException.class, () -> array.copyTo(2, 2, new float[9], 0));
  }

  @Test
  void wholeFloatsAreInts() {
    assertArrayEquals(
        new int[] {-3, 0, 16777216}, FileArray.of(Shape.of(3), -3f, -0.0f, 16777216f).toInts());
  }

  @Test
  void aFractionIsNoInt() {
    FileArray array = FileArray.of(Shape.of(2), 1f, 2.5f);
    String message = assertThrows(IllegalArgumentException.class, array::toInts).getMessage();
    assertTrue(message.startsWith("element 1 of F32 [2] is 2.5"), message);
  }

  @Test
  void notANumberIsNoInt() {
    FileArray array = FileArray.of(Shape.of(1), Float.NaN);
    assertThrows(IllegalArgumentException.class, array::toInts);
  }

  @Test
  void aLongBeyond31BitsIsNoInt() {
    FileArray array = longs(ElementType.I64, 1L << 31);
    assertThrows(IllegalArgumentException.class, array::toInts);
  }

  @Test
  void anUnsignedLongOfAllOnesIsNotMinusOne() {
    FileArray array = longs(ElementType.U64, -1);
    String message = assertThrows(IllegalArgumentException.class, array::toInts).getMessage();
    assertTrue(message.contains("18446744073709551615"), message);
  }

  @Test
  void bytesCannotBeWritten() {
    ByteBuffer bytes = big(ElementType.U8, 1).bytes();
    assertThrows(ReadOnlyBufferException.class, () -> bytes.put(0, (byte) 2));
  }

  @Test
  void theShapeMustHoldTheValues() {
    assertThrows(IllegalArgumentException.class, () -> FileArray.of(Shape.of(2, 2), 1f, 2f, 3f));
  }

  @Test
  void otherByteOrderTurnsEachElementAcrossSlices() throws IOException {
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 7.0;
    }
    FileArray array = FileArray.of(Shape.of(values.length), values);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    array.writeTo(out, ByteOrder.BIG_ENDIAN);
    FileArray turned =
        FileArray.ofBytes(ElementType.F64, array.shape(), ByteOrder.BIG_ENDIAN, out.toByteArray());
    assertArrayEquals(values, turned.toDoubles());
  }
}
