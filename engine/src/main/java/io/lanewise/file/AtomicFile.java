package io.lanewise.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file whole or not at all. The bytes go to a temporary file in the same folder, are
/// forced to the disk and renamed over the target in one step: whoever opens the path sees the
/// previous file or the new one, also after a full disk, a crash or Ctrl-C.
public final class AtomicFile {
  /// What the file is to hold.
  @FunctionalInterface
  public interface Content {
    /// Writes all of it. Whatever is thrown leaves the previous file in place.
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /// Replaces or creates a file. Its folder must exist; a symbolic link is followed.
  ///
  /// @throws IOException if the file cannot be written, with the path, the reason and the cure; the
  ///     previous file, if any, is unchanged and nothing else is left behind
  public static void write(Path path, Content content) throws IOException {
    Path target = target(path);
    Path temporary = create(path, target);
    try {
      // Not a channel: an interrupted thread would find it closed in the middle of a checkpoint.
      try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
        OutputStream out = new BufferedOutputStream(file, 1 << 16);
        content.writeTo(out);
        out.flush();
        file.getFD().sync();
      }
      move(temporary, target);
    } catch (IOException e) {
      delete(temporary, e);
      throw new IOException(
          path
              + ": writing failed ("
              + e.getMessage()
              + "); the previous file, if there was one, is unchanged. Free some space or name"
              + " another folder",
          e);
    } catch (RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
    forceFolder(target);
  }

  /// Where the bytes belong: what a link points at, and never a device or a folder.
  private static Path target(Path path) throws IOException {
    Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    if (Files.isDirectory(target)) {
      throw new FileSystemException(path.toString(), null, "is a folder; name a file in it");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileSystemException(path.toString(), null, "is no regular file; name another path");
    }
    return target.toAbsolutePath();
  }

  private static Path create(Path path, Path target) throws IOException {
    long process = ProcessHandle.current().pid();
    for (int n = 0; ; n++) {
      Path temporary =
          target.resolveSibling("." + target.getFileName() + "." + process + "-" + n + ".tmp");
      try {
        // Not Files.createTempFile: its files are readable by their owner alone, for ever.
        return Files.createFile(temporary);
      } catch (FileAlreadyExistsException e) {
        // Another thread, or a process of this number that was killed; take the next name.
        continue;
      } catch (NoSuchFileException e) {
        throw because(
            new NoSuchFileException(
                path.toString(), null, "its folder does not exist; create it first"),
            e);
      } catch (IOException e) {
        throw new IOException(
            path
                + ": nothing can be written to its folder ("
                + e.getMessage()
                + "); change the folder's permissions, free some space or name another one",
            e);
      }
    }
  }

  private static IOException because(IOException clear, IOException cause) {
    clear.initCause(cause);
    return clear;
  }

  private static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("its file system cannot rename in one step", e);
    }
  }

  private static void delete(Path temporary, Throwable reason) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /// Makes the new name last through a power cut. Not every system can force a folder, and the file
  /// is complete by now, so a refusal is no failure.
  private static void forceFolder(Path target) {
    try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      return;
    }
  }
}
