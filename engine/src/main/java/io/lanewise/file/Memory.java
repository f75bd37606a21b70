package io.lanewise.file;

import java.io.IOException;
import java.util.Arrays;

/// Takes memory for what a file holds. An honest file may still be larger than the heap: that ends
/// in an [IOException] with the cure, not in an error that nobody expects while reading a file.
/// Asking for one large array and being refused leaves the heap as it was, so the error is safe to
/// catch.
final class Memory {
  private Memory() {}

  static byte[] bytes(String file, int length) throws IOException {
    try {
      return new byte[length];
    } catch (OutOfMemoryError e) {
      throw tooSmall(file, length, e);
    }
  }

  static byte[] resized(String file, byte[] old, int length) throws IOException {
    try {
      return Arrays.copyOf(old, length);
    } catch (OutOfMemoryError e) {
      throw tooSmall(file, length, e);
    }
  }

  static int[] resized(String file, int[] old, int length) throws IOException {
    try {
      return Arrays.copyOf(old, length);
    } catch (OutOfMemoryError e) {
      throw tooSmall(file, 4L * length, e);
    }
  }

  private static IOException tooSmall(String file, long bytes, OutOfMemoryError cause) {
    return new IOException(
        file
            + ": reading it takes an array of "
            + bytes
            + " bytes and the heap, of at most "
            + Runtime.getRuntime().maxMemory()
            + ", has no room for it; start Java with a larger -Xmx",
        cause);
  }
}
