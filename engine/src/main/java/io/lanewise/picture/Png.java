package io.lanewise.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes 8-bit greyscale images as PNG (ISO/IEC 15948), without filtering or interlacing.
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private Png() {}

  /// The image as a file's bytes; 0 is black, 255 white.
  ///
  /// @param pixels height rows of width pixels
  static byte[] grey(byte[] pixels, int height, int width) {
    byte[] header = new byte[13];
    putInt(header, 0, width);
    putInt(header, 4, height);
    header[8] = 8; // bits per sample; the zeros after it: greyscale, deflate, filters, no interlace

    byte[] rows = new byte[height * (width + 1)];
    for (int y = 0; y < height; y++) {
      // Each row starts with the number of its filter: 0, none.
      System.arraycopy(pixels, y * width, rows, y * (width + 1) + 1, width);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", deflate(rows));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /// The image as a `data:` URI, to stand in a page.
  static String dataUri(byte[] pixels, int height, int width) {
    return "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(grey(pixels, height, width));
  }

  private static byte[] deflate(byte[] data) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] length = new byte[4];
    byte[] checksum = new byte[4];
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    putInt(length, 0, data.length);
    putInt(checksum, 0, (int) crc.getValue());
    out.writeBytes(length);
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(checksum);
  }

  private static void putInt(byte[] to, int at, int value) {
    to[at] = (byte) (value >>> 24);
    to[at + 1] = (byte) (value >>> 16);
    to[at + 2] = (byte) (value >>> 8);
    to[at + 3] = (byte) value;
  }
}
