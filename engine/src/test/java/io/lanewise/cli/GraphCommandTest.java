package io.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphCommandTest {
  private static Session graph(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "graph";
    System.arraycopy(words, 0, all, 1, words.length);
    Session s = Session.of(all);
    assertEquals(0, s.code(), s.err());
    return s;
  }

  @Test
  void listingHasBothDirections() {
    String listing = graph("--model", "mlp:5", "--features", "3", "--batch", "4").out();
    assertTrue(listing.startsWith("forward\n"), listing);
    assertTrue(listing.contains("\nbackward\n"), listing);
    assertTrue(listing.contains("[4,5]"), listing);
    assertTrue(listing.contains("d0.weight"), listing);
  }

  @Test
  void rewritingIsShownPassByPass() {
    String passes = graph("--model", "mlp:5", "--features", "3", "--format", "passes").out();
    assertTrue(passes.startsWith("as recorded\n\nforward\n"), passes);
    assertTrue(passes.contains("# add+relu"), passes);
    assertTrue(passes.contains("\nresults and gradients on their way share "), passes);
  }

  @ParameterizedTest
  @CsvSource({"dot,digraph", "mermaid,flowchart", "svg,<svg"})
  void pictureIsInTheLanguageAskedFor(String format, String start) {
    assertTrue(graph("--format", format).out().startsWith(start));
  }

  @Test
  void twoClassesOfALogisticModelHaveOneLogit() {
    String listing = graph("--model", "logistic", "--classes", "2", "--features", "3").out();
    assertTrue(listing.contains("[64,1]"), listing);
  }

  @Test
  void trainedModelIsReadFromItsFile(@TempDir Path folder) throws IOException {
    Session.of(
        "train", "--data", "xor", "--model", "mlp:7", "--epochs", "1", "--out", folder.toString());
    Path out = folder.resolve("tape.svg");
    graph(
        "--model",
        folder.resolve("model.safetensors").toString(),
        "--format",
        "svg",
        "--out",
        out.toString());
    String svg = Files.readString(out);
    assertTrue(svg.contains("[7,2]"), svg);
  }
}
