package io.lanewise.train;

import io.lanewise.data.Blobs;
import io.lanewise.data.Dataset;
import io.lanewise.data.Moons;
import io.lanewise.data.Spirals;
import io.lanewise.data.Strokes;
import io.lanewise.data.Xor;
import io.lanewise.file.Csv;
import io.lanewise.text.Spelling;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Tells from its name and its files what kind of data a source holds.
final class DataSource {
  /// The sets that are generated, the first one the default.
  static final List<String> GENERATED = List.of("strokes", "moons", "spirals", "blobs", "xor");

  private static final int STROKES_TRAIN = 12_000;
  private static final int STROKES_TEST = 2_000;
  private static final int POINTS = 2_000;

  private DataSource() {}

  /// @param model the model that the data are for; null in training
  static Examples read(DataRequest request, Checkpoint.Description model) throws IOException {
    String source = request.source();
    if (GENERATED.contains(source)) {
      refuseTableOptions(request, "generated data");
      return generated(source, request.seed());
    }
    int comma = source.indexOf(',');
    if (comma > 0) {
      refuseLabel(request, "npy files");
      Path x = path(source.substring(0, comma));
      return NpyFiles.read(x, path(source.substring(comma + 1)), request, model);
    }
    Path path = path(source);
    if (Files.isDirectory(path)) {
      return folder(path, request, model);
    }
    if (!Files.exists(path)) {
      String nearest = Spelling.nearest(source, GENERATED);
      throw new NoSuchFileException(
          source,
          null,
          "there is no such file or folder; generated data are "
              + String.join(", ", GENERATED)
              + (nearest == null ? "" : "; did you mean " + nearest + "?"));
    }
    if (source.endsWith(".npy")) {
      refuseLabel(request, "npy files");
      Path y = path.resolveSibling("y.npy");
      return NpyFiles.read(path, Files.exists(y) && !y.equals(path) ? y : null, request, model);
    }
    if (source.contains("-ubyte") || source.endsWith(".gz")) {
      throw new IllegalArgumentException(
          source + ": IDX images and labels are two files; name the folder that holds them");
    }
    return TableExamples.of(source, Csv.read(path), request, model);
  }

  /// What does nothing is better refused than ignored.
  private static void refuseTableOptions(DataRequest request, String what) {
    refuseLabel(request, what);
    if (request.kind() == DataRequest.Kind.REGRESSION) {
      throw new IllegalArgumentException(
          request.source() + ": " + what + " have classes to tell apart; leave out --task");
    }
  }

  private static void refuseLabel(DataRequest request, String what) {
    if (request.label() != null) {
      throw new IllegalArgumentException(
          request.source() + ": " + what + " have no columns to choose from; leave out --label");
    }
  }

  private static Path path(String text) throws IOException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IOException(text + ": is no path (" + e.getReason() + "); name a file", e);
    }
  }

  private static Examples generated(String name, long seed) {
    if (name.equals("strokes")) {
      return new Examples(
          List.of(
              Strokes.generate(STROKES_TRAIN, seed),
              Strokes.generate(STROKES_TRAIN, STROKES_TRAIN + STROKES_TEST, seed)),
          true,
          List.of());
    }
    Dataset points =
        switch (name) {
          case "moons" -> Moons.generate(POINTS, seed);
          case "spirals" -> Spirals.generate(POINTS, seed);
          case "blobs" -> Blobs.generate(POINTS, seed);
          default -> Xor.generate(POINTS, seed);
        };
    return new Examples(List.of(points), true, List.of("x", "y"));
  }

  private static Examples folder(Path folder, DataRequest request, Checkpoint.Description model)
      throws IOException {
    List<String> names = names(folder);
    if (names.contains("x.npy")) {
      refuseLabel(request, "npy files");
      Path y = names.contains("y.npy") ? folder.resolve("y.npy") : null;
      return NpyFiles.read(folder.resolve("x.npy"), y, request, model);
    }
    if (IdxFolder.recognises(names)) {
      refuseTableOptions(request, "IDX files");
      return new IdxFolder(folder, names).read(model);
    }
    List<String> tables = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(".csv") || name.endsWith(".tsv")) {
        tables.add(name);
      }
    }
    if (tables.size() == 1) {
      Path table = folder.resolve(tables.get(0));
      return TableExamples.of(table.toString(), Csv.read(table), request, model);
    }
    throw new IllegalArgumentException(
        folder
            + ": neither IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte), npy files"
            + " (x.npy, y.npy) nor one CSV file"
            + (tables.isEmpty() ? "" : " (there are " + String.join(", ", tables) + ")")
            + "; name the file or another folder");
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        names.add(file.getFileName().toString());
      }
    }
    Collections.sort(names);
    return names;
  }
}
