package io.lanewise.verification;

import io.lanewise.file.Csv;
import io.lanewise.file.FileArray;
import io.lanewise.file.FileFormatException;
import io.lanewise.file.Idx;
import io.lanewise.file.Json;
import io.lanewise.file.Npy;
import io.lanewise.file.Safetensors;
import io.lanewise.file.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Reads damaged files of every format and says how each format fared. Its arguments: the seed, the
/// number of files per format, and a folder to work in.
final class FileFuzz {
  static final String RESULT = "RESULT";

  /// The formats in the order in which they are read.
  static final List<String> FORMATS = List.of("npy", "safetensors", "idx", "idx.gz", "csv", "json");

  private static final int SMALL = 50_000;
  private static final int SHOWN_BYTES = 512;
  private static final int SHOWN_FAILURES = 3;

  /// Reads a file and looks at what it holds.
  private interface Reader {
    void read(Path path) throws IOException;
  }

  private final long seed;
  private final int tries;
  private final Path folder;
  private final PrintStream out;

  private FileFuzz(long seed, int tries, Path folder, PrintStream out) {
    this.seed = seed;
    this.tries = tries;
    this.folder = folder;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    FileFuzz fuzz =
        new FileFuzz(
            Long.parseLong(args[0]), Integer.parseInt(args[1]), Path.of(args[2]), System.out);
    fuzz.run("npy", FileFuzz::readNpy);
    fuzz.run("safetensors", FileFuzz::readSafetensors);
    fuzz.run("idx", FileFuzz::readIdx);
    fuzz.run("idx.gz", FileFuzz::readIdx);
    fuzz.run("csv", FileFuzz::readCsv);
    fuzz.run("json", Json::read);
  }

  private void run(String format, Reader reader) throws IOException {
    List<byte[]> sound = FuzzSamples.of(format, folder);
    int accepted = 0;
    int refused = 0;
    int failures = 0;
    for (int i = 0; i < tries; i++) {
      // Every file has a generator of its own: one can be made again without those before it.
      SplittableRandom random = new SplittableRandom(seed + 1_000_003L * i + format.hashCode());
      byte[] content = new FileDamage(random).damaged(format, sound);
      // A new name each time: ext4 flushes a file that replaces another by truncation.
      Path path = Files.write(folder.resolve(i + "." + format), content);
      try {
        reader.read(path);
        accepted++;
      } catch (IOException e) {
        refused++;
        if (!documented(e, path, content) && failures++ < SHOWN_FAILURES) {
          show(format, i, content, e);
        }
      } catch (Throwable e) {
        if (failures++ < SHOWN_FAILURES) {
          show(format, i, content, e);
        }
      }
      Files.delete(path);
    }
    out.println(
        RESULT + " " + format + " " + tries + " " + accepted + " " + refused + " " + failures);
  }

  /// A file of some bytes ends in the format's own exception; only one that unpacks to more than
  /// the heap may be told so. An error of the JDK that was let through does not start with the
  /// file.
  private static boolean documented(IOException e, Path path, byte[] content) {
    return e.getMessage().startsWith(path.toString())
        && (e instanceof FileFormatException || content.length > SMALL);
  }

  private void show(String format, int index, byte[] content, Throwable e) {
    out.println(
        format + ": seed " + seed + ", index " + index + ", " + content.length + " bytes: " + e);
    for (StackTraceElement frame : e.getStackTrace()) {
      out.println("    at " + frame);
    }
    HexFormat hex = HexFormat.ofDelimiter(" ");
    for (int at = 0; at < Math.min(content.length, SHOWN_BYTES); at += 16) {
      int end = Math.min(content.length, at + 16);
      out.println("  " + at + ": " + hex.formatHex(content, at, end));
    }
  }

  private static void readNpy(Path path) throws IOException {
    look(Npy.read(path));
  }

  private static void readIdx(Path path) throws IOException {
    look(Idx.read(path));
  }

  private static void readSafetensors(Path path) throws IOException {
    for (FileArray tensor : Safetensors.read(path).tensors().values()) {
      look(tensor);
    }
  }

  private static void look(FileArray array) {
    for (int i = 0; i < array.size(); i += Math.max(1, array.size() / 100)) {
      array.floatAt(i);
      array.doubleAt(i);
    }
  }

  private static void readCsv(Path path) throws IOException {
    Table table = Csv.read(path);
    for (int column = 0; column < Math.min(10, table.columns()); column++) {
      if (table.isNumeric(column)) {
        table.numbers(column);
      }
      for (int row = 0; row < table.rows(); row += Math.max(1, table.rows() / 100)) {
        table.text(row, column);
      }
    }
  }
}
