package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.layout.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file(String header, int data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return file(json.length, json, data);
  }

  private Path file(long length, byte[] header, int data) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN);
    b.putLong(length).put(header);
    for (int i = 0; i < data; i++) {
      b.put((byte) i);
    }
    return Files.write(folder.resolve("a.safetensors"), b.array());
  }

  private static String tensor(String name, String type, String shape, long begin, long end) {
    return "\""
        + name
        + "\":{\"dtype\":\""
        + type
        + "\",\"shape\":"
        + shape
        + ",\"data_offsets\":["
        + begin
        + ","
        + end
        + "]}";
  }

  private void refused(String header, int data, String place, String words) throws IOException {
    Path path = file(header, data);
    Refused.at(path, place, words, () -> Safetensors.read(path));
  }

  @Test
  void tensorsAreReadInTheHeadersOrder() throws IOException {
    Path path =
        file("{" + tensor("b", "U8", "[2]", 1, 3) + "," + tensor("a", "U8", "[]", 0, 1) + "}  ", 3);
    Map<String, FileArray> tensors = Safetensors.read(path).tensors();
    assertEquals("{b=U8 [2], a=U8 []}", tensors.toString());
    assertArrayEquals(new int[] {1, 2}, tensors.get("b").toInts());
    assertArrayEquals(new int[] {0}, tensors.get("a").toInts());
  }

  @Test
  void emptyTensorsMayShareAnOffset() throws IOException {
    Path path =
        file(
            "{" + tensor("a", "U8", "[2]", 0, 2) + "," + tensor("e", "F32", "[0,3]", 0, 0) + "}",
            2);
    assertEquals(Shape.of(0, 3), Safetensors.read(path).tensors().get("e").shape());
  }

  @Test
  void metadataAreStrings() throws IOException {
    Path path = file("{\"__metadata__\":{\"format\":\"pt\"}}", 0);
    assertEquals(Map.of("format", "pt"), Safetensors.read(path).metadata());
    refused("{\"__metadata__\":{\"n\":1}}", 0, "header, '__metadata__'", "'n' is no string");
  }

  @Test
  void whatIsWrittenIsReadBackInOrder() throws IOException {
    Map<String, FileArray> tensors = new LinkedHashMap<>();
    for (ElementType type : ElementType.values()) {
      byte[] bytes = new byte[6 * type.bytes()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (37 * i);
      }
      tensors.put(
          type.name(), FileArray.ofBytes(type, Shape.of(2, 3), ByteOrder.LITTLE_ENDIAN, bytes));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("z", "é\n");
    metadata.put("a", "");
    Path path = folder.resolve("b.safetensors");
    Safetensors.write(path, tensors, metadata);
    Safetensors read = Safetensors.read(path);
    assertEquals(tensors, read.tensors());
    assertEquals(tensors.keySet().toString(), read.tensors().keySet().toString());
    assertEquals(metadata.toString(), read.metadata().toString());
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Path path = folder.resolve("b.safetensors");
    Safetensors.write(path, Map.of("w", FileArray.of(Shape.of(1), 1f)), Map.of());
    String header = "{" + tensor("w", "F32", "[1]", 0, 4) + "}";
    byte[] bytes = Files.readAllBytes(path);
    assertEquals(56, bytes[0]);
    assertEquals(
        header + " ".repeat(56 - header.length()),
        new String(bytes, 8, 56, StandardCharsets.UTF_8));
    assertEquals(8 + 56 + 4, bytes.length);
    assertEquals(0x3f, bytes[67]);
  }

  @Test
  void bigEndianTensorsAreTurned() throws IOException {
    Path path = folder.resolve("b.safetensors");
    FileArray big =
        FileArray.ofBytes(ElementType.I16, Shape.of(1), ByteOrder.BIG_ENDIAN, new byte[] {1, 2});
    Safetensors.write(path, Map.of("w", big), Map.of());
    assertEquals(0x0102, Safetensors.read(path).tensors().get("w").toInts()[0]);
  }

  @Test
  void theSameTensorsGiveTheSameBytes() throws IOException {
    Map<String, FileArray> tensors = Map.of("w", FileArray.of(Shape.of(2), 1f, 2f));
    Safetensors.write(folder.resolve("a"), tensors, Map.of("k", "v"));
    Safetensors.write(folder.resolve("b"), tensors, Map.of("k", "v"));
    assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
  }

  @Test
  void noTensorCanBeCalledMetadata() {
    Map<String, FileArray> tensors = Map.of("__metadata__", FileArray.of(Shape.of(1), 1f));
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(folder.resolve("b"), tensors, Map.of()));
  }

  @Test
  void aHugeHeaderLengthIsRefusedBeforeItIsRead() throws IOException {
    for (long length : new long[] {Long.MAX_VALUE, -1, 1L << 40, 3}) {
      Path path = file(length, new byte[] {'{', '}'}, 0);
      Refused.at(path, "byte 0", "and 2 are left", () -> Safetensors.read(path));
    }
  }

  @Test
  void aHoleIsRefused() throws IOException {
    refused(
        "{" + tensor("a", "U8", "[1]", 0, 1) + "," + tensor("b", "U8", "[1]", 2, 3) + "}",
        3,
        "header, 'b'",
        "it starts at 2 and the one before it ends at 1");
  }

  @Test
  void anOverlapIsRefused() throws IOException {
    refused(
        "{" + tensor("a", "U8", "[2]", 0, 2) + "," + tensor("b", "U8", "[2]", 1, 3) + "}",
        3,
        "header, 'b'",
        "it starts at 1 and the one before it ends at 2");
  }

  @Test
  void aHoleAtTheStartIsRefused() throws IOException {
    refused("{" + tensor("a", "U8", "[1]", 1, 2) + "}", 2, "header, 'a'", "ends at 0");
  }

  @Test
  void missingAndTrailingBytesAreRefused() throws IOException {
    String header = "{" + tensor("a", "U8", "[4]", 0, 4) + "}";
    refused(header, 3, "header", "the tensors take 4 bytes and the file holds 3");
    refused(header, 5, "header", "the tensors take 4 bytes and the file holds 5");
  }

  @Test
  void offsetsMustFitTypeAndShape() throws IOException {
    refused("{" + tensor("a", "F32", "[2]", 0, 4) + "}", 4, "header, 'a'", "F32 [2] takes 8 bytes");
  }

  @Test
  void negativeOffsetsAreRefused() throws IOException {
    refused("{" + tensor("a", "U8", "[4]", -4, 0) + "}", 0, "header, 'a'", "offsets -4 to 0");
  }

  @Test
  void aShapeBombIsRefused() throws IOException {
    refused(
        "{" + tensor("a", "F64", "[2147483647,2147483647,2147483647]", 0, 8) + "}",
        8,
        "header, 'a'",
        "more than 2^31 - 1 elements");
  }

  @Test
  void sizesAreWholeNumbers() throws IOException {
    refused("{" + tensor("a", "U8", "[1.0]", 0, 1) + "}", 1, "header, 'a'", "no whole number");
  }

  @Test
  void unknownTypesAreRefusedByName() throws IOException {
    refused("{" + tensor("a", "F8_E4M3", "[1]", 0, 1) + "}", 1, "header, 'a'", "dtype F8_E4M3");
  }

  @Test
  void unknownMembersAreRefused() throws IOException {
    refused("{\"a\":{\"dtype\":\"U8\",\"shape\":[1]}}", 1, "header, 'a'", "not exactly dtype");
  }

  @Test
  void aTensorThatStandsTwiceIsRefused() throws IOException {
    String a = tensor("a", "U8", "[1]", 0, 1);
    Path path = file("{" + a + "," + a + "}", 1);
    Refused.because("the name \"a\" stands twice", () -> Safetensors.read(path));
  }

  @Test
  void aHeaderThatIsNoObjectIsRefused() throws IOException {
    refused(" {}", 0, "byte 8", "does not start with {");
  }
}
