package io.lanewise.benchmarks;

import io.lanewise.Backends;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Steps of a model in a JVM that has trained nothing else, or another model before. What the JVM
/// learnt from the other one's shapes must not slow this one down. Makes sense only with forks.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Dlanewise.warmup=eager",
      "-Dlanewise.threads=1"
    })
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class SpoilBenchmark {
  private static final long BURST_NANOS = 250_000_000;

  static final String ALONE = "alone";

  /// After the other model.
  static final String AFTER = "after";

  /// The model that is timed.
  @Param({"tiny", "mlp"})
  String model;

  /// What the JVM did before.
  @Param({"alone", "after"})
  String contender;

  /// The seconds that each model may take to be compiled.
  int patience = 20;

  private TrainingStep step;

  /// Trains the other model if asked to, and makes this one.
  @Setup
  public void train() {
    Workload timed = Workload.named(model);
    if (contender.equals(AFTER)) {
      train(step(timed.equals(Workload.TINY) ? Workload.MLP : Workload.TINY));
    }
    step = step(timed);
    train(step);
  }

  private static TrainingStep step(Workload workload) {
    return Backends.with(Backends.named(Problem.SIMD), () -> new TrainingStep(workload));
  }

  /// Trains until the compiler rests.
  private void train(TrainingStep some) {
    Settling settling = new Settling(patience);
    while (settling.needed()) {
      settling.roundBegins();
      long start = System.nanoTime();
      while (System.nanoTime() - start < BURST_NANOS) {
        some.run();
      }
      settling.roundEnds();
    }
  }

  /// One step; returns the loss.
  @Benchmark
  public float run() {
    return step.run();
  }
}
