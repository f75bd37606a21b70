package io.lanewise.data;

/// Features held as uint8, row after row, and read as pixel / divisor in float32: a quarter of the
/// memory. The 256 possible quotients are computed once.
final class PixelFeatures implements Features {
  private final byte[] pixels;
  private final int width;
  private final float[] quotients = new float[256];

  PixelFeatures(byte[] pixels, int width, float divisor) {
    this.pixels = pixels;
    this.width = width;
    for (int pixel = 0; pixel < 256; pixel++) {
      quotients[pixel] = pixel / divisor;
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void copy(int row, float[] into, int at) {
    int from = row * width;
    for (int i = 0; i < width; i++) {
      into[at + i] = quotients[pixels[from + i] & 0xFF];
    }
  }
}
