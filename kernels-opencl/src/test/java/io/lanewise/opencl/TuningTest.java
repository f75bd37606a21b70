package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of shapes, and what is wrong with a user's own.
class TuningTest {
  private static Device device;

  @BeforeAll
  static void open() {
    device = OpenClDevice.orSkip().device();
  }

  @Test
  void longestPartCounts() {
    Tuning found =
        Tuning.find(
            List.of(
                "# a comment",
                "",
                "| panels rows=1 columns=4 height=1 lanes=1",
                device.name + " | panels rows=2 columns=4 height=1 lanes=1",
                "PU | panels rows=3 columns=4 height=1 lanes=1",
                "no such device at all, by any name | panels rows=4 columns=4 height=1 lanes=1"),
            "file",
            device);
    assertEquals(new Tuning(new Tuning.Panels(2, 4, 1), 1), found);
  }

  @Test
  void deviceThatNoLineNamesHasNone() {
    assertNull(
        Tuning.find(List.of("xyz | panels rows=4 columns=4 height=1 lanes=1"), "file", device));
  }

  @Test
  void tilesAreMadeToFitTheDevice() {
    String line = "| tiles rows=512 columns=512 depth=4096 across=256 down=64 lanes=64";
    Tuning found = Tuning.find(List.of(line), "file", device);
    Tuning.Tiles tiles = (Tuning.Tiles) found.gemm();
    assertTrue(tiles.group() <= device.group, tiles.toString());
    assertTrue(4L * tiles.depth() * (tiles.rows() + 1 + tiles.columns()) <= device.local);
  }

  @Test
  void lineIsReadAsItIsWritten() {
    for (String line :
        List.of(
            "a | panels rows=6 columns=16 height=8 lanes=1",
            "a | tiles rows=8 columns=8 depth=4 across=4 down=2 lanes=64")) {
      String part = line.substring(1);
      assertEquals("a" + part, Tuning.find(List.of(part), "file", device).line("a"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rows=1; a line is PART OF THE DEVICE'S NAME | panels or tiles",
        "| squares rows=1; a line is PART OF THE DEVICE'S NAME | panels or tiles",
        "| panels rows=1 columns=4 lanes=1; height= is missing",
        "| panels rows=1 columns=4 height=0 lanes=1; height=0 is not of the form name=number",
        "| panels rows=1 columns=5 height=1 lanes=1; columns=5 is none of 4, 8, 16 and 32",
        "| panels rows=17 columns=4 height=1 lanes=1; rows=17 is more than 16",
        "| panels rows=1 columns=4 height=1 lanes=2; lanes=2 is neither 1 nor 64",
        "| panels rows=1 columns=4 height=1 lanes=1 x=1; nothing is called [x]",
        "| tiles rows=8 columns=8 depth=4 across=3 down=2 lanes=1; rows must be a multiple of down",
        "| tiles rows=64 columns=64 depth=4 across=1 down=1 lanes=1; more than 256 elements of C",
      })
  void whatIsWrongIsNamedWithItsLine(String line, String message) {
    OpenClException e =
        assertThrows(
            OpenClException.class, () -> Tuning.find(List.of("# first", line), "my.txt", device));
    assertTrue(e.getMessage().startsWith("my.txt:2: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    String before = System.setProperty(Tuning.PROPERTY, "no/such/file.txt");
    try {
      OpenClException e = assertThrows(OpenClException.class, () -> Tuning.of(device));
      assertTrue(e.getMessage().contains("no/such/file.txt"), e.getMessage());
    } finally {
      if (before == null) {
        System.clearProperty(Tuning.PROPERTY);
      } else {
        System.setProperty(Tuning.PROPERTY, before);
      }
    }
  }
}
