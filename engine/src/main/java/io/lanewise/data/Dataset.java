package io.lanewise.data;

import io.lanewise.layout.Shape;

/// Examples in memory: rows of features, all of one shape, each with a target.
///
/// A dataset for classification has at least two classes, and a row's target is the index of its
/// class, as a float (exact up to 2²⁴). A dataset for regression has 0 classes, and a row's target
/// is the value to predict. Views ([#subset], [#take], [#reshape]) share the examples.
///
/// The arrays handed in are kept, not copied: do not change them afterwards. Immutable otherwise,
/// so any number of threads may read.
public final class Dataset {
  private final Features features;
  private final Shape featureShape;
  private final float[] targets;
  private final int classes;
  private final String[] classNames;

  /// The row of the storage behind each row of this view; null where they are the same.
  private final int[] rows;

  private Dataset(
      Features features,
      Shape featureShape,
      float[] targets,
      int classes,
      String[] classNames,
      int[] rows) {
    this.features = features;
    this.featureShape = featureShape;
    this.targets = targets;
    this.classes = classes;
    this.classNames = classNames;
    this.rows = rows;
  }

  /// A dataset for classification with float features, row after row.
  ///
  /// @param featureShape the shape of one row, for example `[2]`
  /// @param targets the class of each row, a whole number from 0 to `classes` − 1
  /// @throws IllegalArgumentException if the sizes do not match, a feature is not finite or a
  ///     target is no class; the row and column are named
  public static Dataset classification(
      float[] features, Shape featureShape, float[] targets, int classes) {
    checkSize("features", features.length, featureShape, targets.length);
    checkFinite(features, featureShape.size());
    checkClasses(targets, classes);
    return new Dataset(
        new FloatFeatures(features, featureShape.size()),
        featureShape,
        targets,
        classes,
        null,
        null);
  }

  /// A dataset for regression with float features, row after row.
  ///
  /// @param featureShape the shape of one row, for example `[13]`
  /// @throws IllegalArgumentException if the sizes do not match, or a feature or target is not
  ///     finite; the row and column are named
  public static Dataset regression(float[] features, Shape featureShape, float[] targets) {
    checkSize("features", features.length, featureShape, targets.length);
    checkFinite(features, featureShape.size());
    for (int row = 0; row < targets.length; row++) {
      if (!Float.isFinite(targets[row])) {
        throw new IllegalArgumentException(
            "dataset: the target of row "
                + row
                + " is "
                + targets[row]
                + "; targets must be finite: remove the row or fill the value in");
      }
    }
    return new Dataset(
        new FloatFeatures(features, featureShape.size()), featureShape, targets, 0, null, null);
  }

  /// A dataset of images as uint8, read as pixel / 255 in float32: from 0 to 1.
  ///
  /// @see #images(byte[], Shape, byte[], int, float)
  public static Dataset images(byte[] pixels, Shape imageShape, byte[] labels, int classes) {
    return images(pixels, imageShape, labels, classes, 255);
  }

  /// A dataset of images as uint8, read as pixel / divisor in float32.
  ///
  /// @param imageShape the shape of one image, for example `[1,28,28]`
  /// @param labels the class of each image, as uint8
  /// @throws IllegalArgumentException if the sizes do not match, a label is no class, or the
  ///     divisor is not a positive finite number
  public static Dataset images(
      byte[] pixels, Shape imageShape, byte[] labels, int classes, float divisor) {
    checkSize("pixels", pixels.length, imageShape, labels.length);
    if (!(divisor > 0 && Float.isFinite(divisor) && Float.isFinite(255 / divisor))) {
      throw new IllegalArgumentException(
          "dataset: pixels cannot be divided by " + divisor + "; take a positive number like 255");
    }
    float[] targets = new float[labels.length];
    for (int row = 0; row < labels.length; row++) {
      targets[row] = labels[row] & 0xFF;
    }
    checkClasses(targets, classes);
    return new Dataset(
        new PixelFeatures(pixels, imageShape.size(), divisor),
        imageShape,
        targets,
        classes,
        null,
        null);
  }

  private static void checkSize(String what, int length, Shape shape, int targets) {
    if (length != (long) shape.size() * targets) {
      throw new IllegalArgumentException(
          "dataset: "
              + length
              + " "
              + what
              + " for "
              + targets
              + " targets and rows of shape "
              + shape
              + "; "
              + (long) shape.size() * targets
              + " are needed");
    }
  }

  private static void checkFinite(float[] features, int width) {
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        throw new IllegalArgumentException(
            "dataset: the feature at row "
                + i / width
                + ", column "
                + i % width
                + " is "
                + features[i]
                + "; features must be finite: remove the row or fill the value in");
      }
    }
  }

  private static void checkClasses(float[] targets, int classes) {
    if (classes < 2 || classes > 1 << 24) {
      throw new IllegalArgumentException(
          "dataset: "
              + classes
              + " classes; classification needs 2 to 2^24 of them (for values to predict use"
              + " Dataset.regression)");
    }
    for (int row = 0; row < targets.length; row++) {
      float target = targets[row];
      if (!(target >= 0 && target < classes) || target != (int) target) {
        throw new IllegalArgumentException(
            "dataset: the target of row "
                + row
                + " is "
                + target
                + "; with "
                + classes
                + " classes it must be a whole number from 0 to "
                + (classes - 1));
      }
    }
  }

  /// The number of examples.
  public int size() {
    return rows == null ? targets.length : rows.length;
  }

  /// The shape of one row's features.
  public Shape featureShape() {
    return featureShape;
  }

  /// The number of classes; 0 for regression.
  public int classes() {
    return classes;
  }

  /// The name of a class: its index in digits unless names were given.
  ///
  /// @throws IllegalArgumentException if there is no such class
  public String className(int index) {
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "class " + index + " of a dataset with " + classes + " classes; they count from 0");
    }
    return classNames == null ? Integer.toString(index) : classNames[index];
  }

  /// The target of a row: its class index, or the value to predict.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  public float target(int row) {
    return targets[stored(row)];
  }

  /// See [Features#peek].
  int peek(int row) {
    return features.peek(stored(row));
  }

  /// Writes the features of a row to `into`, from index `at` on. Allocates nothing.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row or `into` is too short
  public void copyFeatures(int row, float[] into, int at) {
    int from = stored(row);
    if (at < 0 || at > into.length - features.width()) {
      throw new IndexOutOfBoundsException(
          "dataset: "
              + features.width()
              + " features from index "
              + at
              + " on do not fit an array of "
              + into.length);
    }
    features.copy(from, into, at);
  }

  private int stored(int row) {
    if (row < 0 || row >= size()) {
      throw new IndexOutOfBoundsException(
          "row " + row + " of a dataset of " + size() + " rows; they count from 0");
    }
    return rows == null ? row : rows[row];
  }

  /// A view of some rows, in this order; a row may come more than once.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  public Dataset subset(int[] rows) {
    int[] kept = new int[rows.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = stored(rows[i]);
    }
    return new Dataset(features, featureShape, targets, classes, classNames, kept);
  }

  /// A view of the rows `from` (included) to `to` (excluded).
  ///
  /// @throws IndexOutOfBoundsException if the bounds are not within the dataset
  public Dataset range(int from, int to) {
    if (from < 0 || from > to || to > size()) {
      throw new IndexOutOfBoundsException(
          "rows "
              + from
              + ".."
              + to
              + " of a dataset of "
              + size()
              + " rows: the bounds must satisfy 0 <= from <= to <= "
              + size());
    }
    int[] kept = new int[to - from];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = stored(from + i);
    }
    return new Dataset(features, featureShape, targets, classes, classNames, kept);
  }

  /// A view of the first `n` rows.
  ///
  /// @throws IndexOutOfBoundsException if there are fewer
  public Dataset take(int n) {
    return range(0, n);
  }

  /// The same rows under another feature shape, for example `[784]` for `[1,28,28]`.
  ///
  /// @throws IllegalArgumentException if the number of features differs
  public Dataset reshape(Shape to) {
    if (to.size() != featureShape.size()) {
      throw new IllegalArgumentException(
          "dataset: rows of shape "
              + featureShape
              + " cannot become "
              + to
              + ": "
              + featureShape.size()
              + " features are not "
              + to.size());
    }
    return new Dataset(features, to, targets, classes, classNames, rows);
  }

  /// The same dataset with names for its classes, in the order of their indices.
  ///
  /// @throws IllegalArgumentException if there is not one name per class
  public Dataset withClassNames(String... names) {
    if (names.length != classes) {
      throw new IllegalArgumentException(
          "dataset: "
              + names.length
              + " names for "
              + classes
              + " classes; give one name per class");
    }
    return new Dataset(features, featureShape, targets, classes, names.clone(), rows);
  }

  /// The same rows with every feature as (x − mean) / deviation.
  Dataset standardized(float[] mean, float[] deviation) {
    return new Dataset(
        new StandardizedFeatures(features, mean, deviation),
        featureShape,
        targets,
        classes,
        classNames,
        rows);
  }

  /// For example `1372 examples of [4], 2 classes`.
  @Override
  public String toString() {
    return size()
        + " examples of "
        + featureShape
        + (classes == 0 ? ", regression" : ", " + classes + " classes");
  }
}
