package io.lanewise.benchmarks;

import java.util.List;

/// The course's run on MNIST from the files to the test accuracy, each run in a JVM of its own.
final class MnistSuite implements Suite {
  private static final String ROWS = "rows";

  /// Rounds of many seconds.
  private static final int MOST_ROUNDS = 3;

  @Override
  public String name() {
    return "mnist";
  }

  @Override
  public String summary() {
    return "a whole run on MNIST in a JVM of its own: files, ten epochs, test accuracy";
  }

  @Override
  public Class<?> benchmark() {
    return MnistBenchmark.class;
  }

  @Override
  public String absent() {
    return Mnist.absent();
  }

  @Override
  public List<Cell> cells(boolean quick) {
    return List.of(Cell.of(ROWS, quick ? "10000" : "60000"));
  }

  private static Workload workload(Cell cell) {
    return Workload.mnist(cell.number(ROWS));
  }

  @Override
  public List<String> contenders(Cell cell) {
    return workload(cell).contenders();
  }

  @Override
  public List<StepPeer> peers() {
    Workload any = Workload.mnist(1);
    return Workload.peers().stream().filter(p -> p.can(any)).toList();
  }

  @Override
  public int forks() {
    return 1;
  }

  /// Kernels are warmed up beside the run, as they are for everybody.
  @Override
  public List<String> flags() {
    return List.of("-Dlanewise.warmup=background");
  }

  @Override
  public int rounds(Settings settings) {
    return settings.quick() ? 1 : Math.min(settings.rounds(), MOST_ROUNDS);
  }

  @Override
  public String report(Results results) {
    StringBuilder s = new StringBuilder();
    for (Cell cell : results.cells()) {
      s.append(workload(cell).describe()).append(' ');
      s.append("Each run has a JVM of its own, whose start is not in the time; compiling and");
      s.append(" loading of libraries is. All begin with the same parameters and shuffle by");
      s.append(" themselves. The files are read by the engine's reader.\n\n");
      double[] simd = results.nanos(cell, Problem.SIMD);
      Table table = new Table(1, List.of("contender", "s", "of simd", "test accuracy"));
      for (String contender : contenders(cell)) {
        double[] nanos = results.nanos(cell, contender);
        table.row(
            List.of(
                contender,
                Table.figure(Medians.of(nanos) / 1e9),
                Table.figure(Medians.ofRatio(nanos, simd)),
                Table.figure(Medians.of(results.secondary(cell, contender, "accuracy")), 4)));
      }
      s.append(table);
    }
    return s.toString();
  }
}
