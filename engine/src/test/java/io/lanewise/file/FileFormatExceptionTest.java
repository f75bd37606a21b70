package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FileFormatExceptionTest {
  @Test
  void theMessageNamesFilePlaceFindingAndCure() {
    assertEquals(
        "x.npy, byte 6: version 9; save it anew",
        new FileFormatException("x.npy", "byte 6", "version 9", "save it anew").getMessage());
  }

  @Test
  void whatAFileSaysCannotCommandATerminal() {
    FileFormatException e = new FileFormatException("x", "byte 0", "'\u001b[31m\n'", "copy it");
    assertEquals("'?[31m?'", e.found());
  }

  @Test
  void whatAFileSaysIsShortened() {
    FileFormatException e = new FileFormatException("x", "byte 0", "a".repeat(1 << 20), "copy it");
    assertTrue(e.getMessage().length() < 300);
  }
}
