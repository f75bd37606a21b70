package io.lanewise.data;

/// Features of another storage as (x − mean) / deviation, in float32, computed when they are read.
final class StandardizedFeatures implements Features {
  private final Features raw;
  private final float[] mean;
  private final float[] deviation;

  StandardizedFeatures(Features raw, float[] mean, float[] deviation) {
    this.raw = raw;
    this.mean = mean;
    this.deviation = deviation;
  }

  @Override
  public int width() {
    return raw.width();
  }

  @Override
  public void copy(int row, float[] into, int at) {
    raw.copy(row, into, at);
    for (int i = 0; i < mean.length; i++) {
      into[at + i] = (into[at + i] - mean[i]) / deviation[i];
    }
  }

  @Override
  public int peek(int row) {
    return raw.peek(row);
  }
}
