package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `lanewise tune`.
class TuneTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void bestShapeIsWrittenBesideWhatWasFoundForOtherDevices() throws IOException {
    Device device = OpenClDevice.orSkip().device();
    Path file = folder.resolve("made/tuning.txt");
    Tuning one = new Tuning(new Tuning.Panels(6, 16, 4), 1);
    Tuning other = new Tuning(new Tuning.Tiles(8, 8, 4, 4, 2), 1);
    new Tune(out, 1).tune(device, List.of(one), file);
    String others = "another device | panels rows=2 columns=4 height=1 lanes=1";
    Files.writeString(file, Files.readString(file) + others + "\n");
    new Tune(out, 1).tune(device, List.of(one, other), file);
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.contains(others), lines.toString());
    assertEquals(3, lines.size(), lines.toString());
    Tuning found = Tuning.find(lines, "file", device);
    assertTrue(found.equals(one) || found.equals(other), found.toString());
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(1, files.count(), "nothing half-written");
    }
    assertEquals(3, bytes.toString(StandardCharsets.UTF_8).split("GFLOP/s").length - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--frobnicate; unknown option --frobnicate",
        "--out; --out needs a value",
        "--device --out x; --device needs a value",
        "--rounds 0; --rounds needs a value from 1 to 999",
        "--rounds ten; --rounds needs a value from 1 to 999",
      })
  void wrongUseIsNamed(String words, String message) {
    assertEquals(2, Tune.run(List.of(words.split(" ")), System.out, out));
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains(message), said);
  }

  @Test
  void deviceThatIsNotThereIsNamed() {
    OpenClDevice.orSkip();
    assertEquals(1, Tune.run(List.of("--device", "no such"), System.out, out));
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("--device no such names no device"), said);
  }

  @Test
  void helpSaysWhereTheFileLies() {
    assertEquals(0, Tune.run(List.of("--help"), out, System.err));
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains(UserFolder.path().toString()), said);
  }
}
