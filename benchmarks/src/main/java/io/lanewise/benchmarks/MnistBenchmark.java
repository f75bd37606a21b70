package io.lanewise.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One whole run of training in a JVM that has done nothing else. Makes sense only with forks.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class MnistBenchmark {
  /// Rows of the training set.
  @Param("60000")
  int rows;

  /// Whose run.
  @Param({"simd", "scalar"})
  String contender;

  /// What came out.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Outcome {
    /// The share of the test set that is given its class.
    public double accuracy;
  }

  /// The whole run.
  @Benchmark
  public void run(Outcome outcome) {
    Work work = Workload.mnist(rows).on(contender);
    work.kernel().run();
    outcome.accuracy = work.outputs().get()[0][0];
  }
}
