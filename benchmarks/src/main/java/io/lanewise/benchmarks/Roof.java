package io.lanewise.benchmarks;

/// The limit of the machine that a kernel is held against, measured in the same round.
///
/// @param name of the contender: peak, copy or read
/// @param bytes the working set, of which a copy reads one half and writes the other
record Roof(String name, long bytes) {
  static final String PEAK = "peak";
  static final String COPY = "copy";
  static final String READ = "read";

  /// The loop that reaches it.
  Work work() {
    return switch (name) {
      case PEAK -> Peak.work();
      case COPY -> Bandwidth.copy(bytes);
      case READ -> Bandwidth.read(bytes);
      default -> throw new IllegalArgumentException("no such roof: " + name);
    };
  }

  /// FLOP/ns of the peak or bytes/ns of a bandwidth, from the time of a run.
  double rate(double nanos) {
    return (name.equals(PEAK) ? Peak.FLOPS : bytes) / nanos;
  }
}
