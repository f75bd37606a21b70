package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class PngTest {
  /// Decodes an image as [Png] writes it, checking signature, chunks and checksums on the way.
  static byte[] decode(byte[] png, int height, int width) throws DataFormatException {
    ByteBuffer in = ByteBuffer.wrap(png);
    assertEquals(0x89504E470D0A1A0AL, in.getLong());
    byte[] rows = new byte[height * (width + 1)];
    String last = "";
    while (in.hasRemaining()) {
      byte[] data = new byte[in.getInt()];
      byte[] type = new byte[4];
      in.get(type).get(data);
      CRC32 crc = new CRC32();
      crc.update(type);
      crc.update(data);
      assertEquals((int) crc.getValue(), in.getInt());
      last = new String(type, StandardCharsets.US_ASCII);
      switch (last) {
        case "IHDR" -> {
          assertEquals(width, ByteBuffer.wrap(data).getInt(0));
          assertEquals(height, ByteBuffer.wrap(data).getInt(4));
          assertArrayEquals(new byte[] {8, 0, 0, 0, 0}, Arrays.copyOfRange(data, 8, 13));
        }
        case "IDAT" -> {
          try (Inflater inflater = new Inflater()) {
            inflater.setInput(data);
            assertEquals(rows.length, inflater.inflate(rows));
            assertEquals(0, inflater.inflate(new byte[1]));
            assertTrue(inflater.finished());
          }
        }
        default -> assertEquals(0, data.length);
      }
    }
    assertEquals("IEND", last);
    byte[] pixels = new byte[height * width];
    for (int y = 0; y < height; y++) {
      assertEquals(0, rows[y * (width + 1)], "filter");
      System.arraycopy(rows, y * (width + 1) + 1, pixels, y * width, width);
    }
    return pixels;
  }

  /// The images of a picture, decoded.
  static byte[] image(String svg, int index, int height, int width) throws DataFormatException {
    String prefix = "data:image/png;base64,";
    int at = -1;
    for (int i = 0; i <= index; i++) {
      at = svg.indexOf(prefix, at + 1);
    }
    String base64 = svg.substring(at + prefix.length(), svg.indexOf('"', at));
    return decode(Base64.getDecoder().decode(base64), height, width);
  }

  @Test
  void decodesToTheSamePixels() throws DataFormatException {
    int[][] sizes = {{1, 1}, {28, 28}, {3, 200}, {200, 3}};
    for (int[] size : sizes) {
      byte[] pixels = new byte[size[0] * size[1]];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) (i * 31 + i / 7);
      }
      assertArrayEquals(pixels, decode(Png.grey(pixels, size[0], size[1]), size[0], size[1]));
    }
  }
}
