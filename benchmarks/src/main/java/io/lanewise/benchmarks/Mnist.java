package io.lanewise.benchmarks;

import io.lanewise.data.Dataset;
import io.lanewise.layout.Shape;
import io.lanewise.train.DataRequest;
import io.lanewise.train.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// MNIST's four files, in the folder `data/mnist` of the one that the system property
/// `lanewise.shared` names.
///
/// @param train the first images of the training set, each a row of pixels from 0 to 1
/// @param test the test set
public record Mnist(Dataset train, Dataset test) {
  /// The epochs of a run.
  public static final int EPOCHS = 10;

  private static Path folder() {
    return Path.of(System.getProperty("lanewise.shared", "../shared"), "data", "mnist");
  }

  /// Why it is not there, or null.
  static String absent() {
    return Files.isDirectory(folder())
        ? null
        : folder()
            + " is not there; name the folder above data by -Dlanewise.shared in LANEWISE_OPTS";
  }

  /// Reads the files.
  ///
  /// @param rows of the training set
  public static Mnist read(int rows) {
    try {
      Examples all = Examples.read(DataRequest.of(folder().toString()));
      Shape row = Shape.of(all.held().featureShape().size());
      return new Mnist(all.parts().getFirst().reshape(row).take(rows), all.held().reshape(row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
