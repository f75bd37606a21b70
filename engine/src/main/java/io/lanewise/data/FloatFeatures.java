package io.lanewise.data;

/// Features held as float32, row after row.
final class FloatFeatures implements Features {
  private final float[] values;
  private final int width;

  FloatFeatures(float[] values, int width) {
    this.values = values;
    this.width = width;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void copy(int row, float[] into, int at) {
    System.arraycopy(values, row * width, into, at, width);
  }

  @Override
  public int peek(int row) {
    float any = 0;
    int from = row * width;
    for (int i = 0; i < width; i += LINE / Float.BYTES) {
      any += values[from + i];
    }
    return (int) any;
  }
}
