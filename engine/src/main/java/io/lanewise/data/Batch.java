package io.lanewise.data;

import io.lanewise.Tensor;
import io.lanewise.op.Operand;

/// Some rows of a dataset that are trained on together.
///
/// A loader's iteration reuses one batch: it holds other rows after the next step, so copy what
/// must stay.
public final class Batch {
  /// Features from which on peeking at a row takes less than waiting for it.
  private static final int LONG_ROW = 128;

  private final Dataset data;
  private final int[] order;
  private int start;
  private int size;

  /// On the way to tensors; made when first needed, and anew for a smaller last batch.
  private float[] features = {};

  private float[] targets = {};

  private Place place;

  /// See [Features#peek].
  private int peeked;

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
    copyTo(features, 0, targets, 0);
  }

  private void copyTo(float[] features, int at, float[] targets, int targetsAt) {
    int width = data.featureShape().size();
    for (int i = 0; i < size && width >= LONG_ROW; i++) {
      peeked += data.peek(order[start + i]);
    }
    for (int i = 0; i < size; i++) {
      int row = order[start + i];
      data.copyFeatures(row, features, at + i * width);
      targets[targetsAt + i] = data.target(row);
    }
  }

  /// Copies the rows' features and their targets to two tensors, whose sizes have to be the
  /// batch's. On the CPU they go straight to where the tensors lie.
  ///
  /// @throws IllegalArgumentException if a tensor's size is another; a tape keeps its shapes, so a
  ///     smaller last batch wants tensors and a tape of its own
  public void copyTo(Tensor features, Tensor targets) {
    requireFit(features, size * data.featureShape().size(), "features");
    requireFit(targets, size, "targets");
    if (place == null || !place.isOf(features, targets)) {
      place = new Place(features, targets);
    }
    if (place.x != null && place.y != null) {
      copyTo(place.x, place.xAt, place.y, place.yAt);
      return;
    }
    if (this.features.length != features.size()) {
      this.features = new float[features.size()];
      this.targets = new float[targets.size()];
    }
    copyTo(this.features, this.targets);
    features.copyFrom(this.features);
    targets.copyFrom(this.targets);
  }

  /// Where the tensors that the last rows went to lie: looked up once, for that allocates.
  private static final class Place {
    private final Tensor features;
    private final Tensor targets;

    /// Their elements side by side in the heap, from an offset on; or null.
    final float[] x;

    final float[] y;
    final int xAt;
    final int yAt;

    Place(Tensor features, Tensor targets) {
      this.features = features;
      this.targets = targets;
      x = array(features.operand());
      y = array(targets.operand());
      xAt = features.operand().layout().offset();
      yAt = targets.operand().layout().offset();
    }

    private static float[] array(Operand o) {
      return o.layout().contiguous() ? o.buffer().floats() : null;
    }

    boolean isOf(Tensor features, Tensor targets) {
      return this.features == features && this.targets == targets;
    }
  }

  private void requireFit(Tensor t, int needed, String what) {
    if (t.size() != needed) {
      throw new IllegalArgumentException(
          "batch: the "
              + what
              + " of "
              + size
              + " rows do not fit a tensor of shape "
              + t.shape()
              + "; drop the smaller last batch, or record a tape of its own for it");
    }
  }

  /// For example `batch of 64 rows`.
  @Override
  public String toString() {
    return "batch of " + size + (size == 1 ? " row" : " rows");
  }
}
