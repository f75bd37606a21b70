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
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class SpoilBenchmark {
  static final String ALONE = "alone";

  /// After the other model.
  static final String AFTER = "after";

  /// The model that is timed.
  @Param({"tiny", "mlp"})
  String model;

  /// What the JVM did before.
  @Param({"alone", "after"})
  String contender;

  /// For how long the other model is trained.
  long beforeMillis = 1500;

  private TrainingStep step;

  /// Trains the other model if asked to, and makes this one.
  @Setup
  public void train() {
    if (contender.equals(AFTER)) {
      String other = model.equals(TrainingStep.TINY) ? TrainingStep.MLP : TrainingStep.TINY;
      TrainingStep before = TrainingStep.of(other, Backends.named("simd"));
      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(beforeMillis)) {
        before.run();
      }
    }
    step = TrainingStep.of(model, Backends.named("simd"));
  }

  /// One step; returns the loss.
  @Benchmark
  public float run() {
    step.run();
    return step.loss();
  }
}
