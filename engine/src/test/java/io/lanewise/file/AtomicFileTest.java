package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void aPreviousFileStands() throws IOException {
    path = Files.writeString(folder.resolve("model"), "previous");
  }

  private static AtomicFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertNothingChanged() throws IOException {
    assertEquals("previous", Files.readString(path));
    assertOnly(path);
  }

  private void assertOnly(Path file) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileIsReplaced() throws IOException {
    AtomicFile.write(path, text("new"));
    assertEquals("new", Files.readString(path));
    assertOnly(path);
  }

  @Test
  void aFileIsCreated() throws IOException {
    Files.delete(path);
    AtomicFile.write(path, text("new"));
    assertEquals("new", Files.readString(path));
  }

  @Test
  void theOldFileStandsWhileTheNewOneIsWritten() throws IOException {
    AtomicFile.write(
        path,
        out -> {
          out.write(new byte[1 << 20]);
          assertEquals("previous", Files.readString(path));
        });
    assertEquals(1 << 20, Files.size(path));
  }

  @Test
  void aFullDiskLeavesThePreviousFileAndNothingElse() throws IOException {
    IOException full = new IOException("No space left on device");
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw full;
                    }));
    assertSame(full, e.getCause());
    assertTrue(e.getMessage().startsWith(path + ": writing failed (No space left on device)"));
    assertTrue(e.getMessage().contains("Free some space"));
    assertNothingChanged();
  }

  @Test
  void aWriterThatBreaksLeavesThePreviousFileAndNothingElse() throws IOException {
    IllegalStateException broken = new IllegalStateException();
    assertSame(
        broken,
        assertThrows(
            IllegalStateException.class,
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      out.write(1);
                      throw broken;
                    })));
    assertNothingChanged();
  }

  @Test
  void aMissingFolderIsNamed() {
    Path inside = folder.resolve("none").resolve("model");
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> AtomicFile.write(inside, text("new")));
    assertEquals(inside + ": its folder does not exist; create it first", e.getMessage());
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    assertThrows(FileSystemException.class, () -> AtomicFile.write(folder, text("new")));
    assertNothingChanged();
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    AtomicFile.write(link, text("new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(path));
  }

  @Test
  void anInterruptedThreadStillWrites() throws IOException {
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(path, text("new"));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("new", Files.readString(path));
  }

  @Test
  void twoWritersAtOnceDoNotMeet() throws IOException {
    AtomicFile.write(
        path,
        out -> {
          AtomicFile.write(path, text("inner"));
          out.write('o');
        });
    assertEquals("o", Files.readString(path));
    assertOnly(path);
  }
}
