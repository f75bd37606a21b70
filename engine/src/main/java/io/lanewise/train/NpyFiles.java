package io.lanewise.train;

import io.lanewise.data.Dataset;
import io.lanewise.file.ElementType;
import io.lanewise.file.FileArray;
import io.lanewise.file.FileFormatException;
import io.lanewise.file.Npy;
import io.lanewise.layout.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Features and labels as two npy files, and beside the features' file, if the split is given,
/// `train_rows.npy`, `test_rows.npy` and `val_rows.npy` with the row numbers of each part. Images
/// of uint8 are divided by 255.
final class NpyFiles {
  private NpyFiles() {}

  /// @param y the labels' file, null if there is none
  static Examples read(Path x, Path y, DataRequest request, Checkpoint.Description model)
      throws IOException {
    if (y == null && model == null) {
      throw new IllegalArgumentException(
          x + ": there are no labels to learn; put a y.npy beside it, or write x.npy,y.npy");
    }
    FileArray features = Npy.read(x);
    if (features.shape().rank() == 0) {
      throw new FileFormatException(x.toString(), "header", "a single number", "rows come first");
    }
    if (features.size() == 0) {
      throw new FileFormatException(
          x.toString(), "header", "no rows, shape " + features.shape(), "save some");
    }
    int n = features.shape().dim(0);
    Labels labels = y == null ? Labels.none(n, model) : labels(y, n, request, model);
    Dataset all = dataset(x, features, labels);
    return new Examples(parts(x, all), y != null, List.of());
  }

  private static Labels labels(Path y, int n, DataRequest request, Checkpoint.Description model)
      throws IOException {
    FileArray labels = Npy.read(y);
    if (labels.size() != n || labels.shape().rank() > 2) {
      throw new FileFormatException(
          y.toString(),
          "header",
          "labels of shape " + labels.shape() + " for " + n + " rows of features",
          "save one label for each row");
    }
    return Labels.ofNumbers(y.toString(), labels.toFloats(), request.kind(), model);
  }

  private static Dataset dataset(Path x, FileArray features, Labels labels) {
    Shape shape = Rows.shape(features.shape());
    boolean image = features.type() == ElementType.U8 && shape.rank() > 1;
    float[] values = features.toFloats();
    for (int i = 0; image && i < values.length; i++) {
      values[i] /= 255;
    }
    return labels.dataset(x.toString(), values, shape);
  }

  private static List<Dataset> parts(Path x, Dataset all) throws IOException {
    Path train = x.resolveSibling("train_rows.npy");
    Path test = x.resolveSibling("test_rows.npy");
    Path validation = x.resolveSibling("val_rows.npy");
    if (!Files.exists(train) || !Files.exists(test)) {
      return List.of(all);
    }
    List<Dataset> parts = new ArrayList<>();
    parts.add(rows(train, all));
    if (Files.exists(validation)) {
      parts.add(rows(validation, all));
    }
    parts.add(rows(test, all));
    return parts;
  }

  private static Dataset rows(Path file, Dataset all) throws IOException {
    try {
      return all.subset(Npy.read(file).toInts());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new FileFormatException(
          file.toString(), "rows", e.getMessage(), "save row numbers from 0 as integers");
    }
  }
}
