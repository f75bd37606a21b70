package io.lanewise.data;

/// Some rows of a dataset that are trained on together.
///
/// A loader's iteration reuses one batch: it holds other rows after the next step, so copy what
/// must stay.
public final class Batch {
  private final Dataset data;
  private final int[] order;
  private int start;
  private int size;

  Batch(Dataset data, int[] order) {
    this.data = data;
    this.order = order;
  }

  void move(int start, int size) {
    this.start = start;
    this.size = size;
  }

  /// The dataset that the rows are of.
  public Dataset dataset() {
    return data;
  }

  /// The number of rows.
  public int size() {
    return size;
  }

  /// The number in the dataset of row `i` of this batch.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  public int row(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException(
          "row " + i + " of a batch of " + size + " rows; they count from 0");
    }
    return order[start + i];
  }

  /// Copies the rows' features, one row after the other, and their targets to the beginning of two
  /// arrays. Allocates nothing.
  ///
  /// @throws IllegalArgumentException if an array is too short
  public void copyTo(float[] features, float[] targets) {
    int width = data.featureShape().size();
    if (features.length < (long) size * width || targets.length < size) {
      throw new IllegalArgumentException(
          "batch: "
              + size
              + " rows of shape "
              + data.featureShape()
              + " do not fit arrays of "
              + features.length
              + " features and "
              + targets.length
              + " targets; they need "
              + (long) size * width
              + " and "
              + size);
    }
    for (int i = 0; i < size; i++) {
      int row = order[start + i];
      data.copyFeatures(row, features, i * width);
      targets[i] = data.target(row);
    }
  }

  /// For example `batch of 64 rows`.
  @Override
  public String toString() {
    return "batch of " + size + (size == 1 ? " row" : " rows");
  }
}
