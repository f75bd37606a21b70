package io.lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.benchmarks.Deployment.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A program that embeds the engine runs in every way in which it may be deployed.
class EmbeddingTest {
  /// What java says of itself where the Vector API is there.
  private static final String INCUBATING =
      "WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator();

  @TempDir static Path folder;

  private static Embedding embedding;
  private static String expected;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    embedding = new Embedding(folder);
    expected = Launch.of(embedding.training(new Deployment(Way.CLASS_PATH, false), 3)).printed();
  }

  static List<Deployment> deployments() {
    return Deployment.all();
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void everyDeploymentTrainsToTheSameLoss(Deployment deployment)
      throws IOException, InterruptedException {
    Launch launch = Launch.of(embedding.training(deployment, 3));
    assertEquals(expected, launch.printed());
    assertEquals("", launch.complained().replace(INCUBATING, ""));
    assertTrue(embedding.bytes(deployment) > 0);
  }

  @Test
  void theProgramLearns() throws IOException, InterruptedException {
    List<String> command = embedding.training(new Deployment(Way.MODULE, false), 200, "-Xmx64m");
    Launch launch = Launch.of(command, true);
    float loss = Float.parseFloat(launch.printed());
    assertTrue(loss > 0 && loss < Float.parseFloat(expected) / 2, expected + " to " + loss);
    assertTrue(Double.isNaN(launch.peak()) || launch.peak() > 10e6, "peak " + launch.peak());
  }

  @Test
  void whatFailsIsReportedWithItsWords() throws IOException {
    List<String> command = List.of(embedding.hello().get(0), "NoSuchProgram");
    var e = assertThrows(IOException.class, () -> Launch.of(command));
    assertTrue(e.getMessage().contains("NoSuchProgram ended with 1:\n"), e.getMessage());
  }
}
