package io.lanewise.data;

/// Features held as uint8, row after row, and read as pixel / divisor in float32: a quarter of the
/// memory.
final class PixelFeatures implements Features {
  private final byte[] pixels;
  private final int width;
  private final float divisor;

  PixelFeatures(byte[] pixels, int width, float divisor) {
    this.pixels = pixels;
    this.width = width;
    this.divisor = divisor;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void copy(int row, float[] into, int at) {
    int from = row * width;
    // In two loops, each of which C2 makes one of vectors: signed bytes become floats, and these,
    // back to what they are without a sign, quotients. One loop it leaves as it is, which takes
    // four times as long, and looking the 256 possible quotients up takes twice.
    for (int i = 0; i < width; i++) {
      into[at + i] = pixels[from + i];
    }
    for (int i = at; i < at + width; i++) {
      into[i] = ((int) into[i] & 0xFF) / divisor;
    }
  }

  @Override
  public int peek(int row) {
    int any = 0;
    int from = row * width;
    for (int i = 0; i < width; i += LINE) {
      any += pixels[from + i];
    }
    return any;
  }
}
