package io.lanewise.benchmarks;

import org.openjdk.jmh.annotations.Param;

/// What the machine can do: multiply-adds on registers, reading and copying memory.
public class MachineBenchmark extends KernelBenchmark {
  /// The working set of reading and copying.
  @Param({"16384", "131072", "1048576", "8388608", "67108864"})
  long bytes;

  /// What is done.
  @Param({"peak", "read", "copy"})
  String contender;

  @Override
  Work work() {
    return new Roof(contender, bytes).work();
  }
}
