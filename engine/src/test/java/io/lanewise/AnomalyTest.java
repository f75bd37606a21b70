package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The anomaly mode is chosen when a JVM starts, so each of these programs runs in one of its own.
class AnomalyTest {
  /// A program with an anomaly: prints its line and the error.
  static final class InTheForwardPass {
    public static void main(String[] args) {
      Tensor x = Tensor.of(4f, -1f).named("x");
      attempt(() -> Tape.record(() -> x.mul(2).add(mark()).log().sum()));
    }
  }

  /// The result is finite, its gradient is not.
  static final class InTheBackwardPass {
    public static void main(String[] args) {
      Tensor x = Tensor.of(4f, 0f).requireGradient();
      Tape tape = Tape.record(() -> x.add(mark()).sqrt().sum());
      attempt(tape::backward);
    }
  }

  /// The first values are fine, later ones are not.
  static final class InAReplay {
    public static void main(String[] args) {
      Tensor x = Tensor.of(1f, 2f).named("x");
      Tape tape = Tape.record(() -> x.div(mark() + 1).exp().sum());
      tape.forward();
      x.copyFrom(new float[] {1, 1e6f});
      attempt(tape::forward);
    }
  }

  private static int line;

  /// 0, and the line it stands on is remembered.
  private static double mark() {
    line = new Throwable().getStackTrace()[1].getLineNumber();
    return 0;
  }

  private static void attempt(Runnable anomaly) {
    try {
      anomaly.run();
      System.out.print("nothing happened");
    } catch (ArithmeticException e) {
      // The number of the lambda is the compiler's affair.
      String place = "io.lanewise.AnomalyTest\\$\\w+.lambda\\S+\\(AnomalyTest.java:" + line + "\\)";
      System.out.print(e.getMessage().replaceAll(place, "the line"));
    }
  }

  private static String outputOf(Class<?> program)
      throws IOException, InterruptedException, URISyntaxException {
    Path engine = Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path tests = Path.of(AnomalyTest.class.getResource("AnomalyTest.class").toURI());
    for (int i = 0; i < 3; i++) {
      tests = tests.getParent(); // from io/lanewise/AnomalyTest.class to the root
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlanewise.anomaly=true",
                "-Dlanewise.backend=reference",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                engine + System.getProperty("path.separator") + tests,
                program.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void recordingStopsWithTheOpAndTheLineThatFirstGaveANaN() throws Exception {
    assertEquals(
        "log (operation 3 of 4) gave NaN at element 1 of [2]; operand 0 is finite; at the line",
        outputOf(InTheForwardPass.class));
  }

  @Test
  void backwardStopsWithTheOpWhoseGradientIsNotFinite() throws Exception {
    assertEquals(
        "the gradient of sqrt has Infinity at element 1 of [2] (map (0.5 * %2) / %1); at the line",
        outputOf(InTheBackwardPass.class));
  }

  @Test
  void replayStopsToo() throws Exception {
    assertEquals(
        "exp (operation 2 of 3) gave Infinity at element 1 of [2]; operand 0 is finite; at the line",
        outputOf(InAReplay.class));
  }
}
