package io.lanewise.train;

import io.lanewise.data.Dataset;
import io.lanewise.file.ElementType;
import io.lanewise.file.FileArray;
import io.lanewise.file.FileFormatException;
import io.lanewise.file.Idx;
import io.lanewise.layout.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder of images and labels as MNIST has them: `train-images-idx3-ubyte`,
/// `train-labels-idx1-ubyte` and, if there is a test part, `t10k-images-idx3-ubyte` and
/// `t10k-labels-idx1-ubyte`, each gzipped or not. Pixels are divided by 255.
final class IdxFolder {
  private static final String[] TRAIN = {"train"};
  private static final String[] TEST = {"t10k", "test"};

  /// The labels of a dataset of images are bytes.
  private static final int MOST_CLASSES = 256;

  private final Path folder;
  private final List<String> names;

  /// One part as its files hold it.
  private record Part(String file, FileArray images, int[] labels) {}

  IdxFolder(Path folder, List<String> names) {
    this.folder = folder;
    this.names = names;
  }

  /// Whether these are the files of such a folder.
  static boolean recognises(List<String> names) {
    for (String name : names) {
      if (name.contains("images") && name.contains("idx")) {
        return true;
      }
    }
    return false;
  }

  /// The training and the test part, as far as they are there; only the test part for a model.
  Examples read(Checkpoint.Description model) throws IOException {
    String testImages = find(TEST, "images");
    List<Part> parts = new ArrayList<>();
    if (model == null || testImages == null) {
      parts.add(part(find(TRAIN, "images"), TRAIN, model != null));
    }
    if (testImages != null) {
      parts.add(part(testImages, TEST, model != null));
    }
    int classes = model == null ? 2 : Math.max(2, model.classes().size());
    boolean labelled = true;
    for (Part p : parts) {
      labelled &= p.labels != null;
      for (int i = 0; p.labels != null && i < p.labels.length; i++) {
        classes = Math.max(classes, model == null ? p.labels[i] + 1 : classes);
      }
    }
    List<Dataset> sets = new ArrayList<>();
    for (Part p : parts) {
      sets.add(dataset(p, classes));
    }
    return new Examples(sets, labelled, List.of());
  }

  private Part part(String images, String[] part, boolean unlabelledToo) throws IOException {
    String labels = find(part, "labels");
    if (images == null || labels == null && !unlabelledToo) {
      throw new IllegalArgumentException(
          folder
              + ": there is no file of "
              + part[0]
              + (images == null ? " images" : " labels")
              + "; expected are "
              + part[0]
              + "-images-idx3-ubyte and "
              + part[0]
              + "-labels-idx1-ubyte, gzipped or not");
    }
    String file = folder.resolve(images).toString();
    FileArray pixels = Idx.read(folder.resolve(images));
    if (pixels.size() == 0) {
      throw new FileFormatException(
          file, "header", "no images, shape " + pixels.shape(), "take a file that holds some");
    }
    if (pixels.shape().rank() < 2) {
      throw new FileFormatException(
          file, "header", "an array of shape " + pixels.shape(), "images have the rows first");
    }
    if (labels == null) {
      return new Part(file, pixels, null);
    }
    FileArray classes = Idx.read(folder.resolve(labels));
    if (classes.shape().rank() != 1 || classes.size() != pixels.shape().dim(0)) {
      throw new FileFormatException(
          folder.resolve(labels).toString(),
          "header",
          "labels of shape " + classes.shape() + " for images of shape " + pixels.shape(),
          "take the two files from the same set");
    }
    return new Part(file, pixels, checked(folder.resolve(labels), classes.toInts()));
  }

  private static int[] checked(Path file, int[] labels) throws IOException {
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= MOST_CLASSES) {
        throw new FileFormatException(
            file.toString(),
            "label " + row,
            "a class of " + labels[row],
            "classes are whole numbers from 0 to " + (MOST_CLASSES - 1));
      }
    }
    return labels;
  }

  /// The file whose name says this; the plain one if it is there gzipped as well.
  private String find(String[] part, String what) {
    String found = null;
    for (String name : names) {
      if (!name.contains(what) || !name.contains("idx")) {
        continue;
      }
      for (String p : part) {
        if (!name.contains(p)) {
          continue;
        }
        if (found != null && !name.equals(found + ".gz")) {
          throw new IllegalArgumentException(
              folder
                  + ": both "
                  + found
                  + " and "
                  + name
                  + " could be the "
                  + part[0]
                  + " "
                  + what
                  + "; keep one set in a folder");
        }
        found = found == null ? name : found;
      }
    }
    return found;
  }

  private static Dataset dataset(Part part, int classes) {
    FileArray images = part.images;
    int n = images.shape().dim(0);
    Shape shape = Rows.shape(images.shape());
    float[] targets = new float[n];
    for (int i = 0; part.labels != null && i < n; i++) {
      targets[i] = part.labels[i];
    }
    try {
      if (images.type() != ElementType.U8) {
        return Dataset.classification(images.toFloats(), shape, targets, classes);
      }
      byte[] labels = new byte[n];
      for (int i = 0; i < n; i++) {
        labels[i] = (byte) targets[i];
      }
      return Dataset.images(Rows.bytes(images), shape, labels, classes);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(part.file + ": " + e.getMessage(), e);
    }
  }
}
