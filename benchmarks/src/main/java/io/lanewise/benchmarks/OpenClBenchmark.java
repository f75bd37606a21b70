package io.lanewise.benchmarks;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import org.openjdk.jmh.annotations.Param;

/// Kernels and a training step on an OpenCL device, waited for each time. The SIMD backend has all
/// cores.
public class OpenClBenchmark extends KernelBenchmark {
  static final String OPENCL = "opencl";
  static final String CLBLAST = "clblast";

  /// What is computed: `gemm` and how A and B are stored, a map, a reduction, a softmax of 100
  /// classes, or a training step.
  @Param({
    "gemm NN", "gemm NT", "gemm TN", "gemm TT", "add", "sgd", "sum", "columns", "softmax", "step"
  })
  String work;

  /// m×k×n, a number of elements, or a model.
  @Param({"256x256x256"})
  String size;

  /// Whose kernel.
  @Param({"opencl", "simd", "scalar", "clblast"})
  String contender;

  @Override
  Work work() {
    return of(work, size, contender);
  }

  static Work of(String work, String size, String contender) {
    if (contender.equals(CLBLAST)) {
      return Clblast.work(problem(work, size), work.charAt(5) == 'T', work.charAt(6) == 'T');
    }
    Backend backend = backend(contender);
    if (work.equals("step")) {
      return Workload.named(size).on(backend);
    }
    Problem problem = problem(work, size);
    return contender.equals(OPENCL) ? problem.waitedFor(backend) : problem.on(backend);
  }

  private static Backend backend(String contender) {
    return contender.equals(Problem.SIMD)
        ? SimdOfThreads.of(Runtime.getRuntime().availableProcessors())
        : Backends.named(contender);
  }

  /// What all contenders compute; null for a training step.
  static Problem problem(String work, String size) {
    return switch (work) {
      case "add", "sgd" -> MapBenchmark.problem(work, Integer.parseInt(size));
      case "sum", "columns" -> ReduceBenchmark.problem(work, Integer.parseInt(size));
      case "softmax" -> RowsBenchmark.problem(work, 100, Integer.parseInt(size));
      case "step" -> null;
      default -> GemmBenchmark.problem(size, work.substring(5));
    };
  }
}
