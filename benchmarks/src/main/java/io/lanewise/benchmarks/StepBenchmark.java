package io.lanewise.benchmarks;

import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/// A step of training, an epoch, or inference.
public class StepBenchmark extends KernelBenchmark {
  /// Each contender of a workload has one model for all rounds: a graph is compiled when it first
  /// runs, and memory outside the heap comes back late.
  private static final Map<String, Work> BOUND = new HashMap<>();

  /// What is done.
  @Param({"tiny", "epoch", "mlp", "mlp-256", "mlp-1024", "predict", "predict-1024"})
  String workload;

  /// By whom.
  @Param({"peak", "simd", "scalar"})
  String contender;

  @Override
  Work work() {
    return of(workload, contender);
  }

  static synchronized Work of(String workload, String contender) {
    return BOUND.computeIfAbsent(
        workload + " " + contender, k -> Workload.named(workload).on(contender));
  }
}
