package io.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path folder;

  private Session train(String... more) {
    return train(folder, more);
  }

  private static Session train(Path out, String... more) {
    String[] usual = {"train", "--data", "xor", "--epochs", "2", "--out", out.toString()};
    Session s = Session.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    assertEquals(0, s.code(), s.err());
    return s;
  }

  private static Map<?, ?> json(String text) throws IOException {
    return (Map<?, ?>) Json.parse(text, "test");
  }

  @Test
  void folderHoldsModelMetricsConfigAndReport() throws IOException {
    train();
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("config.json", "metrics.csv", "model.safetensors", "report.html"),
          files.map(p -> p.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void lastLineOfOutputIsOneJsonObjectAndTheOnlyOne() throws IOException {
    Session s = train("--json");
    assertEquals(1, s.out().lines().count());
    Map<?, ?> result = json(s.lastLine());
    assertEquals(List.of("metrics", "seconds", "out", "config"), List.copyOf(result.keySet()));
    Map<?, ?> metrics = (Map<?, ?>) result.get("metrics");
    assertEquals(
        List.of(
            "train_accuracy",
            "train_loss",
            "test_accuracy",
            "test_loss",
            "epochs",
            "steps",
            "parameters"),
        List.copyOf(metrics.keySet()));
    assertTrue((Double) metrics.get("test_accuracy") > 0.9, s.lastLine());
    assertEquals(50L, metrics.get("steps"));
    assertEquals((2 + 1) * 50L + (50 + 1) * 25 + (25 + 1) * 2, metrics.get("parameters"));
    assertTrue(s.err().contains("epoch 2/2"), s.err());
  }

  @Test
  void configHoldsEverySettingResolved() throws IOException {
    train("--standardize", "--momentum", "0.5", "--nesterov");
    Map<?, ?> config = (Map<?, ?>) Json.read(folder.resolve("config.json"));
    assertEquals("xor", config.get("data"));
    assertEquals("0.8", config.get("split"));
    assertEquals("population", config.get("standardize"));
    assertEquals("mlp:50-25", config.get("model"));
    assertEquals(64L, config.get("batch"));
    assertEquals(0.06, config.get("lr"));
    assertEquals(0.5, config.get("momentum"));
    assertEquals(true, config.get("nesterov"));
    assertEquals(1L, config.get("seed"));
    assertEquals("scalar", config.get("backend"));
  }

  @Test
  void sameSeedGivesTheSameBytes() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    train(one, "--seed", "7");
    train(two, "--seed", "7");
    assertArrayEquals(
        Files.readAllBytes(one.resolve("model.safetensors")),
        Files.readAllBytes(two.resolve("model.safetensors")));
    assertEquals(withoutSeconds(one), withoutSeconds(two));
  }

  @Test
  void anotherSeedGivesAnotherModel() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    train(one, "--seed", "7");
    train(two, "--seed", "8");
    assertTrue(
        Files.mismatch(one.resolve("model.safetensors"), two.resolve("model.safetensors")) >= 0);
  }

  private static List<String> withoutSeconds(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @Test
  void metricsHaveARowForEachEpoch() throws IOException {
    train();
    List<String> rows = Files.readAllLines(folder.resolve("metrics.csv"));
    assertEquals("epoch,train_loss,train_accuracy,test_loss,test_accuracy,seconds", rows.get(0));
    assertEquals(3, rows.size());
    assertTrue(rows.get(2).startsWith("2,"));
  }

  @Test
  void validationPartHasColumnsOfItsOwn() throws IOException {
    train("--split", "0.7/0.1/0.2");
    assertEquals(
        "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,"
            + "test_accuracy,seconds",
        Files.readAllLines(folder.resolve("metrics.csv")).get(0));
  }

  @Test
  void regressionIsJudgedByTheRootOfTheMeanSquaredError() throws IOException {
    Path table = folder.resolve("line.csv");
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 50; i++) {
      rows.append(i / 50.0).append(',').append(0.5 + i / 100.0).append('\n');
    }
    Files.writeString(table, rows);
    Session s =
        Session.of(
            "train",
            "--data",
            table.toString(),
            "--model",
            "logistic",
            "--epochs",
            "200",
            "--batch",
            "10",
            "--lr",
            "0.5",
            "--out",
            folder.resolve("run").toString(),
            "--json");
    assertEquals(0, s.code(), s.err());
    Map<?, ?> metrics = (Map<?, ?>) json(s.lastLine()).get("metrics");
    assertTrue((Double) metrics.get("test_rmse") < 1e-3, s.lastLine());
  }

  @Test
  void twoClassesTakeOneLogitOfALogisticModelAndTwoOfAnMlp() throws IOException {
    Map<?, ?> logistic = json(train("--model", "logistic", "--json").lastLine());
    assertEquals(3L, ((Map<?, ?>) logistic.get("metrics")).get("parameters"));
    Map<?, ?> mlp = json(train("--model", "mlp:4", "--json").lastLine());
    assertEquals(3 * 4 + 5 * 2L, ((Map<?, ?>) mlp.get("metrics")).get("parameters"));
  }

  @Test
  void reportFetchesNothing() throws IOException {
    train();
    String html = Files.readString(folder.resolve("report.html"));
    String linked =
        html.lines()
            .filter(l -> l.contains("src=\"http") || l.contains("href=\"http"))
            .collect(Collectors.joining("\n"));
    assertEquals("", linked);
    for (String part :
        new String[] {"Loss", "Accuracy", "Confusion", "Decisions", "crossEntropy"}) {
      assertTrue(html.contains(part), part);
    }
  }

  @Test
  void commandOfTheReportRepeatsTheRun() throws IOException {
    train("--seed", "5", "--clip-norm", "1");
    String html = Files.readString(folder.resolve("report.html"));
    int at = html.indexOf("lanewise train --data");
    String[] words = html.substring(at, html.indexOf('<', at)).split(" ");
    Path again = folder.resolve("again");
    Session s =
        Session.of(
            Stream.concat(Stream.of(words).skip(1), Stream.of("--out", again.toString()))
                .toArray(String[]::new));
    assertEquals(0, s.code(), s.err());
    assertEquals(
        -1,
        Files.mismatch(folder.resolve("model.safetensors"), again.resolve("model.safetensors")));
  }

  @Test
  void terminalSeesABarAndLinesRemain() {
    Session s =
        Session.of(true, "train", "--data", "xor", "--epochs", "2", "--out", folder.toString());
    assertEquals(0, s.code());
    assertTrue(s.out().contains("\r\033[K"), "the bar is wiped");
    assertTrue(s.out().contains("epoch 2/2  loss "), s.out());
  }

  @Test
  void nobodyWatchingSeesPlainLines() {
    assertEquals(-1, train().out().indexOf('\r'));
  }

  @Test
  void lossThatIsNoNumberStopsTrainingWithStepOpAndCheckpoint() {
    Session s =
        Session.of(
            "train", "--data", "moons", "--lr", "1e20", "--out", folder.resolve("r").toString());
    assertEquals(Main.FAILED, s.code());
    assertTrue(s.err().contains("in epoch 1 at step "), s.err());
    assertTrue(s.err().contains("there is no good checkpoint"), s.err());
    assertEquals(1, s.err().lines().count());
  }

  @Test
  void folderThatIsAFileFailsWithTheCure() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "mine");
    Session s = Session.of("train", "--data", "xor", "--out", file.toString());
    assertEquals(Main.FAILED, s.code());
    assertTrue(s.err().contains(file + ": is a file"), s.err());
    assertTrue(s.err().contains("name another one with --out"), s.err());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void dataThatAreNotThereFailWithASuggestion() {
    Session s = Session.of("train", "--data", "stroke");
    assertEquals(Main.FAILED, s.code());
    assertTrue(s.err().contains("did you mean strokes?"), s.err());
  }

  @Test
  void optionsOfTheHelpAreThoseOfTheConfig() throws IOException {
    train();
    Map<?, ?> config = (Map<?, ?>) Json.read(folder.resolve("config.json"));
    TreeSet<String> missing = new TreeSet<>();
    for (Option o : TrainOptions.ALL) {
      missing.add(o.name().replace('-', '_'));
    }
    config.keySet().forEach(key -> missing.remove(key.toString()));
    assertEquals(List.of("json", "out"), List.copyOf(missing));
  }
}
