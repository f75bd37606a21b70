package io.lanewise.benchmarks;

import java.util.List;

/// Whether a model is as fast after another one as alone, each measurement in a JVM of its own.
final class SpoilSuite implements Suite {
  /// Rounds of seconds rather than milliseconds.
  private static final int MOST_ROUNDS = 5;

  @Override
  public String name() {
    return "spoil";
  }

  @Override
  public String summary() {
    return "training steps of a tiny model and an MLP, alone and after the other, in JVMs of their own";
  }

  @Override
  public Class<?> benchmark() {
    return SpoilBenchmark.class;
  }

  @Override
  public List<Cell> cells(boolean quick) {
    return List.of(Cell.of("model", Workload.TINY.name()), Cell.of("model", Workload.MLP.name()));
  }

  @Override
  public List<String> contenders(Cell cell) {
    return List.of(SpoilBenchmark.ALONE, SpoilBenchmark.AFTER);
  }

  @Override
  public int forks() {
    return 1;
  }

  @Override
  public int rounds(Settings settings) {
    return settings.quick() ? 1 : Math.min(settings.rounds(), MOST_ROUNDS);
  }

  @Override
  public String report(Results results) {
    Table table = new Table(1, List.of("model", "µs/step alone", "after the other", "ratio"));
    for (Cell cell : results.cells()) {
      double[] alone = results.nanos(cell, SpoilBenchmark.ALONE);
      double[] after = results.nanos(cell, SpoilBenchmark.AFTER);
      table.row(
          List.of(
              cell.get("model"),
              Table.figure(Medians.of(alone) / 1e3),
              Table.figure(Medians.of(after) / 1e3),
              Table.figure(Medians.ofRatio(after, alone), 2)));
    }
    return "`tiny` is logistic regression of 2 features with batches of 10, `mlp` has layers of"
        + " 784, 50, 25 and 10 and batches of 64. Loading is left out. Both are trained until the"
        + " compiler rests, the other one first. JVMs alternate; the ratio is the median of the"
        + " rounds'.\n\n"
        + table;
  }
}
