package io.lanewise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A whole process: a JVM starts, a program that embeds the engine trains, and the JVM ends.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FootprintBenchmark {
  /// A program that does not know of the engine.
  static final String HELLO = "hello";

  /// One step, after the forward pass that records.
  static final String FIRST = "first";

  /// A thousand steps.
  static final String THOUSAND = "thousand";

  /// A thousand steps in a heap of 64 MB, watched.
  static final String SMALL = "small";

  private static final int STEPS = 1000;

  private static Embedding embedding;

  /// How the program is started.
  @Param({
    "class path",
    "class path, SIMD",
    "module",
    "jlink image",
    "class path, AOT cache",
    "class path, SIMD, AOT cache",
    "module, AOT cache",
    "jlink image, AOT cache"
  })
  String deployment;

  /// What runs.
  @Param({"hello", "first", "thousand", "small"})
  String contender;

  /// What else is learnt of a process.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Memory {
    /// The bytes that it had at most, if somebody looked.
    public double peak;
  }

  /// Makes what the process starts from.
  @Setup
  public void make() throws IOException, InterruptedException {
    embedding().training(Deployment.titled(deployment), 1);
  }

  /// Runs the process.
  @Benchmark
  public String run(Memory memory) throws IOException, InterruptedException {
    Embedding programs = embedding();
    Deployment how = Deployment.titled(deployment);
    Launch launch =
        switch (contender) {
          case HELLO -> Launch.of(programs.hello());
          case FIRST -> Launch.of(programs.training(how, 1));
          case THOUSAND -> Launch.of(programs.training(how, STEPS));
          case SMALL -> Launch.of(programs.training(how, STEPS, "-Xmx64m"), true);
          default -> throw new IllegalArgumentException("no such contender: " + contender);
        };
    memory.peak = launch.peak();
    return launch.printed();
  }

  /// The programs of this JVM, in a folder that goes with it.
  static synchronized Embedding embedding() throws IOException {
    if (embedding == null) {
      Path folder = Files.createTempDirectory("lanewise-footprint");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      embedding = new Embedding(folder);
    }
    return embedding;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("footprint: left behind: " + folder + ": " + e);
    }
  }
}
