package io.lanewise.benchmarks;

import org.openjdk.jmh.annotations.Param;

/// C = A·B on one thread and on two, and the peaks of one core and of two.
public class ThreadsBenchmark extends KernelBenchmark {
  static final String ONE = "simd-1";
  static final String TWO = "simd-2";
  static final String PEAK_OF_ONE = "peak-1";
  static final String PEAK_OF_TWO = "peak-2";

  /// m×k×n.
  @Param({"256x256x256", "512x512x512", "1024x1024x1024", "2048x2048x2048"})
  String shape;

  /// How A and B are stored.
  @Param({"NN", "NT", "TN"})
  String form;

  /// Whose kernel, on how many threads.
  @Param({"peak-1", "peak-2", "simd-1", "simd-2"})
  String contender;

  @Override
  Work work() {
    return switch (contender) {
      case ONE -> GemmBenchmark.problem(shape, form).on(SimdOfThreads.of(1));
      case TWO -> GemmBenchmark.problem(shape, form).on(SimdOfThreads.of(2));
      case PEAK_OF_ONE -> Peak.ofThreads(1);
      case PEAK_OF_TWO -> Peak.ofThreads(2);
      default -> throw new IllegalArgumentException("no such contender: " + contender);
    };
  }
}
