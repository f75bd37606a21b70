package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.function.Executable;

/// Asserts that a file is refused in full: the file, the place and some words.
final class Refused {
  private Refused() {}

  static void at(Path file, String place, String words, Executable read) {
    FileFormatException e = assertThrows(FileFormatException.class, read);
    assertEquals(file.toString(), e.file());
    assertEquals(place, e.place(), e.getMessage());
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  static void because(String words, Executable read) {
    FileFormatException e = assertThrows(FileFormatException.class, read);
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }
}
