package io.lanewise.verification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Well-formed headers of a few bytes that claim a great deal: what a reader must not believe.
final class HeaderBomb {
  private static final long[] SIZES = {
    -1,
    0,
    1,
    3,
    46341,
    65536,
    100_000_000,
    1L << 28,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 32,
    Long.MAX_VALUE
  };

  private final SplittableRandom random;
  private final long[] dims;

  HeaderBomb(SplittableRandom random) {
    this.random = random;
    this.dims = new long[1 + random.nextInt(4)];
    for (int i = 0; i < dims.length; i++) {
      // Half of them one axis or few, so that claims of all sizes come up.
      dims[i] = random.nextBoolean() || i == 0 ? SIZES[random.nextInt(SIZES.length)] : 1;
    }
  }

  byte[] of(String format) {
    return switch (format) {
      case "npy" -> npy();
      case "safetensors" -> safetensors();
      case "idx", "idx.gz" -> idx();
      default -> throw new AssertionError(format);
    };
  }

  private byte[] npy() {
    String type = random.nextBoolean() ? "|u1" : "<f4";
    String header =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + joined() + ",), }\n";
    String file = "\u0093NUMPY\1\0" + (char) header.length() + "\0" + header + "data";
    return file.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Offsets that fit the claim, so that the file's size alone betrays it.
  private byte[] safetensors() {
    long length = 1;
    for (long dim : dims) {
      length *= dim;
    }
    String header =
        "{\"w\":{\"dtype\":\"U8\",\"shape\":["
            + joined()
            + "],\"data_offsets\":[0,"
            + length
            + "]}}";
    ByteBuffer file = ByteBuffer.allocate(12 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    return file.array();
  }

  private byte[] idx() {
    ByteBuffer file = ByteBuffer.allocate(8 + 4 * dims.length);
    file.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) dims.length);
    for (long dim : dims) {
      file.putInt((int) dim);
    }
    return file.array();
  }

  private String joined() {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < dims.length; i++) {
      s.append(i == 0 ? "" : ", ").append(dims[i]);
    }
    return s.toString();
  }
}
