package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.layout.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir Path folder;

  /// A file of this version, header and data.
  private Path file(int version, String header, int... data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    for (int i = 0; i < (version == 1 ? 2 : 4); i++) {
      out.write(header.length() >> 8 * i);
    }
    out.write(header.getBytes(StandardCharsets.ISO_8859_1));
    for (int b : data) {
      out.write(b);
    }
    return Files.write(folder.resolve("a.npy"), out.toByteArray());
  }

  private static String header(String descr, boolean fortran, String shape) {
    return "{'descr': '"
        + descr
        + "', 'fortran_order': "
        + (fortran ? "True" : "False")
        + ", 'shape': "
        + shape
        + ", }\n";
  }

  @Test
  void allThreeVersionsAreRead() throws IOException {
    for (int version = 1; version <= 3; version++) {
      Path path = file(version, header("|u1", false, "(2,)"), 7, 8);
      assertArrayEquals(new int[] {7, 8}, Npy.read(path).toInts());
    }
  }

  @Test
  void bothByteOrdersAreRead() throws IOException {
    Path little = file(1, header("<i2", false, "(1,)"), 1, 2);
    assertEquals(0x0201, Npy.read(little).toInts()[0]);
    Path big = file(1, header(">i2", false, "(1,)"), 1, 2);
    assertEquals(0x0102, Npy.read(big).toInts()[0]);
  }

  @Test
  void fortranOrderIsTurnedIntoRows() throws IOException {
    Path path = file(1, header("<u2", true, "(2, 3)"), 0, 0, 10, 0, 1, 0, 11, 0, 2, 0, 12, 0);
    FileArray array = Npy.read(path);
    assertEquals(Shape.of(2, 3), array.shape());
    assertArrayEquals(new int[] {0, 1, 2, 10, 11, 12}, array.toInts());
  }

  @Test
  void fortranOrderOfThreeAxesIsTurnedIntoRows() throws IOException {
    int[] data = new int[24];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          data[i + 2 * j + 6 * k] = 12 * i + 4 * j + k;
        }
      }
    }
    int[] read = Npy.read(file(1, header("|i1", true, "(2, 3, 4)"), data)).toInts();
    for (int i = 0; i < 24; i++) {
      assertEquals(i, read[i]);
    }
  }

  @Test
  void aScalarHasNoAxes() throws IOException {
    assertEquals(Shape.SCALAR, Npy.read(file(1, header("|b1", false, "()"), 1)).shape());
  }

  @Test
  void anEmptyArrayHasNoBytes() throws IOException {
    assertEquals(Shape.of(3, 0), Npy.read(file(1, header("<f8", false, "(3, 0)"))).shape());
  }

  @Test
  void keysMayComeInAnyOrderAndEitherQuotes() throws IOException {
    Path path = file(1, "{\"shape\":(2L,),'fortran_order':False,\"descr\":'|u1'}", 1, 2);
    assertEquals(Shape.of(2), Npy.read(path).shape());
  }

  @Test
  void everyTypeComesBackAsItWasWritten() throws IOException {
    Path path = folder.resolve("b.npy");
    for (ElementType type : ElementType.values()) {
      if (type != ElementType.BF16) {
        byte[] bytes = new byte[6 * type.bytes()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (type == ElementType.BOOL ? i & 1 : 37 * i);
        }
        FileArray array = FileArray.ofBytes(type, Shape.of(2, 3), ByteOrder.LITTLE_ENDIAN, bytes);
        Npy.write(path, array);
        assertEquals(array, Npy.read(path), type.name());
      }
    }
  }

  @Test
  void bigEndianNumbersAreWrittenLittleEndian() throws IOException {
    Path path = folder.resolve("b.npy");
    Npy.write(path, Npy.read(file(1, header(">i4", false, "(1,)"), 1, 2, 3, 4)));
    FileArray read = Npy.read(path);
    assertEquals(ByteOrder.LITTLE_ENDIAN, read.bytes().order());
    assertEquals(0x01020304, read.toInts()[0]);
  }

  @Test
  void writingIsByteForByteNumPys() throws IOException {
    Path path = folder.resolve("b.npy");
    Npy.write(path, Shape.of(1), 1f);
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }";
    String expected = "\u0093NUMPY\1\0v\0" + header + " ".repeat(117 - header.length()) + "\n";
    byte[] bytes = Files.readAllBytes(path);
    assertEquals(expected, new String(bytes, 0, 128, StandardCharsets.ISO_8859_1));
    assertEquals(132, bytes.length);
  }

  @Test
  void realFilesComeBackByteForByte() throws IOException {
    Path copy = folder.resolve("copy.npy");
    int files = 0;
    for (Path root : List.of(Shared.path("golden"), Shared.path("data/course"))) {
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path :
            (Iterable<Path>) paths.filter(p -> p.toString().endsWith(".npy"))::iterator) {
          FileArray array = Npy.read(path);
          Npy.write(copy, array);
          if (array.type() == ElementType.F32 || array.type() == ElementType.I32) {
            assertEquals(-1, Files.mismatch(path, copy), path.toString());
            files++;
          }
        }
      }
    }
    assertTrue(files > 100, "only " + files + " files");
  }

  @Test
  void bfloatsCannotBeWritten() {
    FileArray array =
        FileArray.ofBytes(ElementType.BF16, Shape.of(1), ByteOrder.LITTLE_ENDIAN, new byte[2]);
    assertThrows(IllegalArgumentException.class, () -> Npy.write(folder.resolve("b.npy"), array));
  }

  @Test
  void missingDataAreRefusedWithTheirNumber() throws IOException {
    Path path = file(1, header("<f4", false, "(2,)"), 1, 2, 3, 4, 5);
    int start = 10 + header("<f4", false, "(2,)").length();
    Refused.at(path, "byte " + start, "takes 8 bytes and 5 are left", () -> Npy.read(path));
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    Path path = file(1, header("|u1", false, "(2,)"), 1, 2, 3);
    Refused.because("1 bytes follow U8 [2]", () -> Npy.read(path));
  }

  @Test
  void aShapeBombIsRefused() throws IOException {
    Path path = file(1, header("<f8", false, "(65536, 65536, 65536, 65536)"));
    Refused.because("more than 2^31 - 1 elements", () -> Npy.read(path));
  }

  @Test
  void anAxisBeyond64BitsIsRefused() throws IOException {
    Path path = file(1, header("<f8", false, "(99999999999999999999999999,)"));
    Refused.because("an axis of more than 2^31 - 1", () -> Npy.read(path));
  }

  @Test
  void aNegativeAxisIsRefused() throws IOException {
    Path path = file(1, header("<f8", false, "(-1,)"));
    Refused.because("no whole number from 0", () -> Npy.read(path));
  }

  @Test
  void aHugeHeaderIsRefusedBeforeItIsRead() throws IOException {
    byte[] bytes = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1, '{'};
    Path path = Files.write(folder.resolve("h.npy"), bytes);
    Refused.at(path, "byte 8", "a header of 4294967295 bytes", () -> Npy.read(path));
  }

  @Test
  void picklesAreRefusedInWords() throws IOException {
    Path path = file(1, header("|O", false, "(1,)"), 1);
    Refused.because("pickles can run code and are never read", () -> Npy.read(path));
  }

  @Test
  void recordsAreRefusedInWords() throws IOException {
    Path path = file(1, "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }");
    Refused.because("records", () -> Npy.read(path));
  }

  @Test
  void complexNumbersAndStringsAreRefusedInWords() throws IOException {
    Path complex = file(1, header("<c8", false, "(1,)"));
    Refused.because("complex", () -> Npy.read(complex));
    Path strings = file(1, header("<U8", false, "(1,)"));
    Refused.because("strings", () -> Npy.read(strings));
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    Path path = file(1, "{'shape': (1,), 'shape': (1,)}");
    Refused.at(path, "byte 26", "'shape' stands twice", () -> Npy.read(path));
  }

  @Test
  void aMissingKeyIsRefused() throws IOException {
    Path path = file(1, "{'shape': (1,)}");
    Refused.because("is missing", () -> Npy.read(path));
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    Path path = Files.writeString(folder.resolve("x.npy"), "a,b\n1,2\n");
    Refused.at(path, "byte 0", "this is no npy file", () -> Npy.read(path));
  }

  @Test
  void anUnknownVersionIsRefused() throws IOException {
    Path path = file(4, header("|u1", false, "(1,)"), 1);
    Refused.at(path, "byte 6", "version 4.0", () -> Npy.read(path));
  }

  @Test
  void anAbsentFileIsNamedWithTheCure() {
    Path path = folder.resolve("none.npy");
    NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> Npy.read(path));
    assertEquals(path + ": there is no such file; is the path spelt right?", e.getMessage());
  }

  @Test
  void aFolderIsNamedWithTheCure() {
    IOException e = assertThrows(IOException.class, () -> Npy.read(folder));
    assertEquals(folder + ": is a folder; name a file in it", e.getMessage());
  }
}
