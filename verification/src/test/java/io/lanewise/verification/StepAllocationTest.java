package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Clipping;
import io.lanewise.optim.Sgd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A replayed training step allocates nothing: forward, reading the loss, backward and update.
class StepAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 2000;
  private static final int WINDOWS = 10;
  private static final int STEPS = 200;
  private static final int JVMS = 4;

  /// The bytes of the thriftiest window. A step that allocates does so in every window; the JVM's
  /// own few bytes, when it compiles a loop anew for instance, fall into one of them.
  private static long bytesOf(Runnable step) {
    for (int i = 0; i < WARM_UP; i++) {
      step.run();
      THREADS.getCurrentThreadAllocatedBytes(); // its own first calls allocate
    }
    long least = Long.MAX_VALUE;
    for (int w = 0; w < WINDOWS; w++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        step.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void aStepThatAllocatesIsFound() {
    Object[] kept = new Object[1];
    assertTrue(bytesOf(() -> kept[0] = new byte[1]) >= STEPS * 16L);
  }

  private static Tensor classes(int rows, int classes) {
    float[] c = new float[rows];
    for (int i = 0; i < rows; i++) {
      c[i] = i % classes;
    }
    return Tensor.of(c);
  }

  @Test
  void logisticRegressionAllocatesNothing() {
    Sequential model = new Sequential(new Linear(2, 1));
    Sgd sgd = new Sgd(model.parameters(), 0.05);
    Tensor x = Tensor.normal(1, 10, 2);
    Tensor y = classes(10, 2).unsqueeze(1);
    Tape tape = Tape.record(() -> model.forward(x).bceWithLogits(y));
    float[] sum = new float[1];
    long bytes =
        bytesOf(
            () -> {
              tape.forward();
              sum[0] += tape.loss();
              tape.backward();
              sgd.step();
            });
    System.out.println("bytes of " + STEPS + " logistic regression steps: " + bytes);
    assertEquals(0, bytes);
  }

  @Test
  void mnistPerceptronAllocatesNothing() {
    Sequential model =
        new Sequential(
            new Linear(784, 50), new Relu(), new Linear(50, 25), new Relu(), new Linear(25, 10));
    Sgd sgd =
        new Sgd(
            model.parameters(), Sgd.Options.rate(0.05).momentum(0.9).nesterov(true).decay(1e-4));
    Clipping clipping = Clipping.byNorm(model.parameters(), 1);
    float[] pixels = Tensor.uniform(1, 64, 784).toArray();
    Tensor x = Tensor.zeros(64, 784);
    Tensor y = classes(64, 10);
    Tape tape = Tape.record(() -> model.forward(x).crossEntropy(y));
    float[] sum = new float[1];
    long bytes =
        bytesOf(
            () -> {
              x.copyFrom(pixels);
              tape.forward();
              sum[0] += tape.loss();
              tape.backward();
              clipping.run();
              sgd.step();
            });
    System.out.println("bytes of " + STEPS + " MNIST steps: " + bytes);
    assertEquals(0, bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"background", "eager"})
  void stepOnTwoThreadsOfSimdAllocatesNothing(String warmup)
      throws IOException, InterruptedException {
    String output = outputOf(SimdSteps.class, 2, warmup);
    assertTrue(output.endsWith("1 worker, least of 10 windows: 0 bytes\n"), output);
  }

  /// In one JVM of a few: C2 decides anew in each, and in some few leaves a vector of one loop in
  /// memory. A loop whose form leads it to do so allocates in all of them.
  ///
  /// In none does a compiled loop find a vector's index out of an array's bounds: of a group of
  /// indices C2 may check the largest, and where it did so in vain it compiles slower checks from
  /// then on.
  @Test
  void functionsOnSimdAllocateNothing() throws IOException, InterruptedException {
    List<String> wasteful = List.of("none yet");
    for (int jvm = 0; jvm < JVMS && !wasteful.isEmpty(); jvm++) {
      String output = outputOf(SimdFunctions.class, 1, "eager", "-Xlog:deoptimization=debug");
      assertTrue(output.contains("unstable_if"), output);
      for (String line : output.lines().toList()) {
        assertFalse(line.contains("Objects.checkIndex") && line.contains("range_check"), line);
      }
      wasteful =
          output
              .lines()
              .filter(line -> line.endsWith(" bytes") && !line.endsWith(": 0 bytes"))
              .toList();
    }
    assertEquals(List.of(), wasteful);
  }

  /// What a class says in a JVM of its own, as a program has it: this one has SIMD backends of
  /// several widths, of which C2 leaves some vectors in memory.
  private static String outputOf(Class<?> program, int threads, String warmup, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(options));
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-Dlanewise.backend=simd",
            "-Dlanewise.threads=" + threads,
            "-Dlanewise.warmup=" + warmup,
            "-cp",
            System.getProperty("java.class.path"),
            program.getName()));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), output);
    output.lines().filter(line -> line.endsWith(" bytes")).forEach(System.out::println);
    return output;
  }
}
