package io.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
  private static final int ROWS = 300;

  @TempDir Path folder;
  private Path labelled;
  private Path unlabelled;
  private Path model;

  /// Two clusters far from the origin, so that standardisation matters, with names for labels.
  @BeforeEach
  void train() throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double x = 1000 + (i % 2 == 0 ? 1 : -1) + i % 7 * 0.01;
      String row = x + "," + (i % 5 - 2);
      rows.add(row + (i % 2 == 0 ? ",\"cat, black\"" : ",dog"));
      bare.add(row);
    }
    labelled = Files.write(folder.resolve("labelled.csv"), rows);
    unlabelled = Files.write(folder.resolve("unlabelled.csv"), bare);
    Session s =
        Session.of(
            "train",
            "--data",
            labelled.toString(),
            "--model",
            "logistic",
            "--standardize",
            "--epochs",
            "5",
            "--batch",
            "10",
            "--lr",
            "1",
            "--out",
            folder.resolve("run").toString());
    assertEquals(0, s.code(), s.err());
    model = folder.resolve("run/model.safetensors");
  }

  private Session predict(String... more) {
    List<String> words = new ArrayList<>(List.of("predict", "--model", model.toString()));
    words.addAll(List.of(more));
    return Session.of(words.toArray(String[]::new));
  }

  @Test
  void rowsWithoutLabelsGetPredictionsByName() {
    Session s = predict("--data", unlabelled.toString());
    assertEquals(0, s.code(), s.err());
    List<String> lines = s.out().lines().toList();
    assertEquals("row,prediction,probability", lines.get(0));
    assertEquals(ROWS + 1, lines.size());
    assertTrue(lines.get(1).startsWith("0,\"cat, black\",0.9"), lines.get(1));
    assertTrue(lines.get(2).startsWith("1,dog,0.9"), lines.get(2));
    assertEquals("300 predictions\n", s.err());
  }

  @Test
  void labelsGiveAnAccuracy() {
    Session s = predict("--data", labelled.toString());
    assertEquals(0, s.code(), s.err());
    assertTrue(s.err().startsWith("300 predictions; accuracy 1.0000, loss 0.0"), s.err());
  }

  @Test
  void summaryIsTheLastLine() throws IOException {
    Path out = folder.resolve("predictions.csv");
    Session s = predict("--data", labelled.toString(), "--json", "--out", out.toString());
    Map<?, ?> summary = (Map<?, ?>) Json.parse(s.lastLine(), "test");
    assertEquals(1L, s.out().lines().count());
    assertEquals(1.0, ((Map<?, ?>) summary.get("metrics")).get("accuracy"));
    assertEquals(out.toString(), summary.get("out"));
    assertEquals(ROWS + 1, Files.readAllLines(out).size());
  }

  @Test
  void rowsOfAnotherWidthAreRefused() throws IOException {
    Path wide = Files.writeString(folder.resolve("wide.csv"), "1,2,3,4,5\n1,2,3,4,5\n");
    Session s = predict("--data", wide.toString());
    assertEquals(Main.FAILED, s.code());
    assertEquals(
        "lanewise predict: "
            + wide
            + ": rows have 4 features, the model was trained on 2; give it data of the same"
            + " kind\n",
        s.err());
  }

  @Test
  void labelThatTheModelDoesNotKnowIsNamed() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "1000,1,dog\n999,1,cow\n");
    Session s = predict("--data", other.toString());
    assertEquals(Main.FAILED, s.code());
    assertTrue(
        s.err().contains("row 1 has the label 'cow', which the model does not know"), s.err());
  }

  @Test
  void fileThatIsNoModelIsRefused() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.safetensors"), "hello");
    Session s = Session.of("predict", "--model", wrong.toString(), "--data", labelled.toString());
    assertEquals(Main.FAILED, s.code());
    assertTrue(s.err().startsWith("lanewise predict: " + wrong), s.err());
  }
}
