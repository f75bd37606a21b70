package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.layout.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path folder;

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("a.idx"), content);
  }

  private static final byte[] THREE = bytes(0, 0, 8, 1, 0, 0, 0, 3, 5, 6, 255);

  @Test
  void unsignedBytesAreRead() throws IOException {
    FileArray array = Idx.read(file(THREE));
    assertEquals(ElementType.U8, array.type());
    assertArrayEquals(new int[] {5, 6, 255}, array.toInts());
  }

  @Test
  void gzipIsKnownByItsBytesWhateverTheName() throws IOException {
    assertArrayEquals(new int[] {5, 6, 255}, Idx.read(file(gzip(THREE))).toInts());
  }

  @Test
  void gzipMembersMayBeStrungTogether() throws IOException {
    byte[] first = gzip(Arrays.copyOf(THREE, 9));
    byte[] second = gzip(Arrays.copyOfRange(THREE, 9, 11));
    assertArrayEquals(new int[] {5, 6, 255}, Idx.read(file(joined(first, second))).toInts());
  }

  @Test
  void gzipHeadersMayHoldNamesCommentsAndMore() throws IOException {
    byte[] plain = gzip(THREE);
    plain[3] = 2 | 4 | 8 | 16;
    byte[] extra = bytes(2, 0, 7, 7, 'n', 0, 'c', 'c', 0, 1, 2);
    byte[] all =
        joined(
            joined(Arrays.copyOf(plain, 10), extra), Arrays.copyOfRange(plain, 10, plain.length));
    assertArrayEquals(new int[] {5, 6, 255}, Idx.read(file(all)).toInts());
  }

  @Test
  void everyTypeComesBackAsItWasWritten() throws IOException {
    for (String name : new String[] {"a.idx", "a.idx.gz"}) {
      for (ElementType type :
          new ElementType[] {
            ElementType.U8,
            ElementType.I8,
            ElementType.I16,
            ElementType.I32,
            ElementType.F32,
            ElementType.F64
          }) {
        byte[] content = new byte[6 * type.bytes()];
        for (int i = 0; i < content.length; i++) {
          content[i] = (byte) (37 * i);
        }
        FileArray array = FileArray.ofBytes(type, Shape.of(3, 2), ByteOrder.BIG_ENDIAN, content);
        Idx.write(folder.resolve(name), array);
        assertEquals(array, Idx.read(folder.resolve(name)));
      }
    }
  }

  @Test
  void aNameThatEndsInGzIsCompressed() throws IOException {
    Path path = folder.resolve("zeros.idx.gz");
    Idx.write(path, FileArray.of(Shape.of(1000), new int[1000]));
    assertEquals(0x1f, Files.readAllBytes(path)[0]);
    assertArrayEquals(new int[1000], Idx.read(path).toInts());
  }

  @Test
  void largeGzippedFilesGrowToTheirClaim() throws IOException {
    // Around the steps by which the array grows.
    for (int n : new int[] {65536, 65537, 262143, 262144, 262145, 1_000_003}) {
      byte[] content = new byte[n];
      for (int i = 0; i < n; i++) {
        content[i] = (byte) (i * 31 >> 3);
      }
      FileArray array =
          FileArray.ofBytes(ElementType.U8, Shape.of(n), ByteOrder.BIG_ENDIAN, content);
      Path path = folder.resolve("large.gz");
      Idx.write(path, array);
      assertEquals(array, Idx.read(path));
    }
  }

  @Test
  void anEmptyArrayIsRead() throws IOException {
    byte[] empty = bytes(0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 28);
    assertEquals(Shape.of(0, 28), Idx.read(file(empty)).shape());
    assertEquals(Shape.of(0, 28), Idx.read(file(gzip(empty))).shape());
  }

  @Test
  void theMnistDigitsAreRead() throws IOException {
    FileArray images = Idx.read(Shared.path("data/mnist/t10k-images-idx3-ubyte.gz"));
    FileArray labels = Idx.read(Shared.path("data/mnist/t10k-labels-idx1-ubyte.gz"));
    assertEquals("U8 [10000,28,28]", images.toString());
    assertArrayEquals(new int[] {7, 2, 1, 0, 4, 1, 4, 9, 5, 9}, Arrays.copyOf(labels.toInts(), 10));
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    for (int n = 0; n < THREE.length; n++) {
      Path path = file(Arrays.copyOf(THREE, n));
      assertThrows(FileFormatException.class, () -> Idx.read(path), n + " bytes");
    }
  }

  @Test
  void truncatedGzipFilesAreRefused() throws IOException {
    byte[] whole = gzip(THREE);
    for (int n = 0; n < whole.length; n++) {
      Path path = file(Arrays.copyOf(whole, n));
      assertThrows(FileFormatException.class, () -> Idx.read(path), n + " bytes");
    }
  }

  @Test
  void aTruncatedArrayIsRefusedBeforeItIsRead() throws IOException {
    Path path = file(Arrays.copyOf(THREE, 10));
    Refused.at(path, "byte 4", "takes 3 bytes and at most 2", () -> Idx.read(path));
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    Path path = file(joined(THREE, bytes(1)));
    Refused.at(path, "byte 11", "more bytes follow U8 [3]", () -> Idx.read(path));
  }

  @Test
  void trailingDecompressedBytesAreRefused() throws IOException {
    Path path = file(gzip(joined(THREE, bytes(1))));
    Refused.at(path, "byte 11 of the decompressed data", "more bytes follow", () -> Idx.read(path));
  }

  @Test
  void rubbishBehindGzipIsRefused() throws IOException {
    byte[] whole = gzip(THREE);
    Path path = file(joined(whole, bytes(1, 2, 3)));
    Refused.because("other bytes follow the end of the compressed data", () -> Idx.read(path));
  }

  @Test
  void aWrongChecksumIsRefused() throws IOException {
    byte[] whole = gzip(THREE);
    whole[whole.length - 8] ^= 1;
    Path path = file(whole);
    Refused.because("the checksum does not fit", () -> Idx.read(path));
  }

  @Test
  void aShapeBombIsRefused() throws IOException {
    byte[] bomb = bytes(0, 0, 14, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255);
    Path path = file(bomb);
    Refused.because("more than 2^31 - 1 elements", () -> Idx.read(path));
  }

  @Test
  void aClaimBeyondTheBestOfDeflateIsRefusedAtOnce() throws IOException {
    Path path = file(gzip(bytes(0, 0, 8, 1, 64, 0, 0, 0, 1, 2, 3)));
    Refused.because("takes 1073741824 bytes", () -> Idx.read(path));
  }

  @Test
  void aGzipBombIsReadNoFurtherThanItsClaim() throws IOException {
    byte[] bomb = new byte[50_000_000];
    System.arraycopy(THREE, 0, bomb, 0, THREE.length);
    Path path = file(gzip(bomb));
    Refused.because("more bytes follow U8 [3]", () -> Idx.read(path));
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    Path path = Files.writeString(folder.resolve("x.csv"), "1,2\n");
    Refused.at(path, "byte 0", "31 2c 32 0a", () -> Idx.read(path));
  }

  @Test
  void typesThatIdxLacksCannotBeWritten() {
    FileArray array =
        FileArray.ofBytes(ElementType.I64, Shape.of(1), ByteOrder.BIG_ENDIAN, new byte[8]);
    assertThrows(IllegalArgumentException.class, () -> Idx.write(folder.resolve("a.idx"), array));
  }
}
