package io.lanewise.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the kernels are shaped for a device: a line of `tuning.txt`, or of the file that `tune`
/// wrote. Any shape gives the same bits.
///
/// @param gemm how products of matrices are cut
/// @param lanes the work-items that share a row: 64, or 1 where a group has to be one
record Tuning(Gemm gemm, int lanes) {
  /// Names the file that is read before the table.
  static final String PROPERTY = "lanewise.opencl.tuning";

  /// The file's name in the [UserFolder].
  static final String FILE = "tuning.txt";

  /// The work-items that share a row, where they do.
  static final int GROUP = 64;

  /// The work-items that share a row of n elements: a short one has a single partial result.
  int lanesOf(int n) {
    return n < 32 ? 1 : lanes;
  }

  /// How products of matrices are cut.
  sealed interface Gemm {}

  /// For processors: A and B are packed, and a work-item computes several register tiles.
  ///
  /// @param rows of a register tile
  /// @param columns of a register tile: 4, 8, 16 or 32
  /// @param height the register tiles, one below the other, of a work-item
  record Panels(int rows, int columns, int height) implements Gemm {}

  /// For GPUs: a group loads tiles of A and B into local memory.
  ///
  /// @param rows of a group's tile of C
  /// @param columns of a group's tile of C
  /// @param depth the steps of the sums that are loaded at a time
  /// @param across the work-items along the columns, which they divide
  /// @param down the work-items along the rows, which they divide
  record Tiles(int rows, int columns, int depth, int across, int down) implements Gemm {
    int group() {
      return across * down;
    }

    private long local() {
      return 4L * depth * (rows + 1 + columns);
    }

    /// The largest tiles of this shape that the device has room for.
    private Tiles within(Device device) {
      Tiles t = this;
      while (t.local() > device.local && t.depth > 1) {
        t = new Tiles(t.rows, t.columns, t.depth / 2, t.across, t.down);
      }
      while (t.local() > device.local || t.group() > device.group) {
        if (t.down > 1) { // the elements of a work-item stay as many
          int half = t.down / 2;
          t = new Tiles(t.rows / t.down * half, t.columns, t.depth, t.across, half);
        } else if (t.across > 1) {
          int half = t.across / 2;
          t = new Tiles(t.rows, t.columns / t.across * half, t.depth, half, t.down);
        } else {
          break;
        }
      }
      return t;
    }
  }

  /// The shape for a device, from the user's file and else from the table.
  ///
  /// @throws OpenClException if a file cannot be read as one
  static Tuning of(Device device) {
    String named = System.getProperty(PROPERTY);
    Path file;
    try {
      file = named == null ? UserFolder.path().resolve(FILE) : Path.of(named);
    } catch (InvalidPathException e) {
      throw new OpenClException("-D" + PROPERTY + "=" + named + ": no path", e);
    }
    Tuning own = null;
    if (named != null || Files.exists(file)) {
      try {
        own = find(Files.readAllLines(file), file.toString(), device);
      } catch (IOException e) {
        throw new OpenClException(
            file + ": cannot be read; mend it, or name another by -D" + PROPERTY, e);
      }
    }
    return own != null ? own : find(Code.resource(FILE).lines().toList(), "", device);
  }

  /// The shape in the line whose first part is the longest that the device's words contain; null if
  /// there is none.
  static Tuning find(List<String> lines, String file, Device device) {
    String words = device.toString();
    String best = null;
    Tuning found = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int bar = line.lastIndexOf('|');
      String part = line.substring(0, Math.max(0, bar)).strip();
      Tuning tuning = read(line.substring(bar + 1), file + ":" + (i + 1));
      if (words.contains(part) && (best == null || part.length() > best.length())) {
        best = part;
        found = tuning;
      }
    }
    return found == null ? null : found.within(device);
  }

  /// This shape, smaller where the device has no room for it.
  Tuning within(Device device) {
    Gemm fits =
        switch (gemm) {
          case Panels p -> p;
          case Tiles t -> t.within(device);
        };
    return new Tuning(fits, lanes <= device.group ? lanes : 1);
  }

  private static Tuning read(String text, String place) {
    Map<String, Integer> numbers = new HashMap<>();
    String[] words = text.strip().split("\\s+");
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=");
      if (pair.length != 2 || !pair[1].matches("[1-9]\\d{0,3}")) {
        throw new OpenClException(
            place + ": " + words[i] + " is not of the form name=number, from 1 to 9999");
      }
      numbers.put(pair[0], Integer.parseInt(pair[1]));
    }
    Gemm gemm =
        switch (words[0]) {
          case "panels" ->
              new Panels(
                  take(numbers, "rows", place),
                  take(numbers, "columns", place),
                  take(numbers, "height", place));
          case "tiles" ->
              new Tiles(
                  take(numbers, "rows", place),
                  take(numbers, "columns", place),
                  take(numbers, "depth", place),
                  take(numbers, "across", place),
                  take(numbers, "down", place));
          default ->
              throw new OpenClException(
                  place
                      + ": a line is PART OF THE DEVICE'S NAME | panels or tiles name=number ...");
        };
    Tuning tuning = new Tuning(gemm, take(numbers, "lanes", place));
    if (!numbers.isEmpty()) {
      throw new OpenClException(place + ": nothing is called " + numbers.keySet());
    }
    String wrong = tuning.wrong();
    if (wrong != null) {
      throw new OpenClException(place + ": " + wrong);
    }
    return tuning;
  }

  private static int take(Map<String, Integer> numbers, String name, String place) {
    Integer number = numbers.remove(name);
    if (number == null) {
      throw new OpenClException(place + ": " + name + "= is missing");
    }
    return number;
  }

  private String wrong() {
    if (lanes != 1 && lanes != GROUP) {
      return "lanes=" + lanes + " is neither 1 nor 64";
    }
    return switch (gemm) {
      case Panels p when !List.of(4, 8, 16, 32).contains(p.columns) ->
          "columns=" + p.columns + " is none of 4, 8, 16 and 32";
      case Panels p when p.rows > 16 -> "rows=" + p.rows + " is more than 16";
      case Tiles t when t.rows % t.down != 0 || t.columns % t.across != 0 ->
          "rows must be a multiple of down, and columns one of across";
      case Tiles t when t.rows / t.down * (t.columns / t.across) > 256 ->
          "a work-item would have more than 256 elements of C";
      default -> null;
    };
  }

  /// A line of the table, for devices whose words contain this part.
  String line(String part) {
    return part + " | " + shape();
  }

  /// What stands behind the bar of a line.
  String shape() {
    String words =
        switch (gemm) {
          case Panels p ->
              "panels rows=" + p.rows + " columns=" + p.columns + " height=" + p.height;
          case Tiles t ->
              "tiles rows="
                  + t.rows
                  + " columns="
                  + t.columns
                  + " depth="
                  + t.depth
                  + " across="
                  + t.across
                  + " down="
                  + t.down;
        };
    return words + " lanes=" + lanes;
  }
}
