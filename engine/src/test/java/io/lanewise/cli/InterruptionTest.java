package io.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.train.Checkpoint;
import io.lanewise.train.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
  @TempDir Path folder;

  private static Process start(String... words) throws IOException, URISyntaxException {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-p", classes.toString(), "-m"));
    command.add("io.lanewise/io.lanewise.cli.Main");
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void interruptedTrainingLeavesTheLastFinishedEpoch() throws Exception {
    Process process =
        start("train", "--data", "moons", "--epochs", "1000000", "--out", folder.toString());
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith("epoch") && line.contains(" 3/")) {
          // SIGTERM, which the JVM treats like Ctrl-C's SIGINT; Process.destroy would close the
          // stream that is being read.
          process.toHandle().destroy();
        }
      }
    } finally {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
    assertEquals(128 + 15, process.exitValue(), lines.toString());
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("lanewise train: stopped; "), last);
    List<String> metrics = Files.readAllLines(folder.resolve("metrics.csv"));
    int finished = metrics.size() - 1;
    assertTrue(finished >= 3, metrics.toString());
    assertTrue(last.endsWith("model.safetensors holds epoch " + finished), last);
    assertEquals(2, Checkpoint.read(folder.resolve(Run.CHECKPOINT)).description().features());
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(p -> p.toString().endsWith(".tmp")));
    }
  }

  @Test
  void exitCodeOfTheProcessIsTheCommands() throws Exception {
    Process process = start("train", "--epoch", "1");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // What java says of itself where an incubating module is resolved.
    String java = "WARNING: Using incubator modules: jdk.incubator.vector\n";
    assertEquals(
        "lanewise train: unknown option --epoch; did you mean --epochs?\n",
        output.replace(java, ""));
    assertEquals(Main.WRONG_USE, process.waitFor());
  }

  @Test
  void classPathTrainsWithoutAnyFlag() throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toString(),
                "io.lanewise.cli.Main",
                "train",
                "--data",
                "xor",
                "--epochs",
                "1",
                "--json",
                "--out",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(out.startsWith("{\"metrics\":{\"train_accuracy\":"), out);
  }
}
