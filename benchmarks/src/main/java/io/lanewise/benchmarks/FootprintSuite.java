package io.lanewise.benchmarks;

import static io.lanewise.benchmarks.FootprintBenchmark.FIRST;
import static io.lanewise.benchmarks.FootprintBenchmark.HELLO;
import static io.lanewise.benchmarks.FootprintBenchmark.SMALL;
import static io.lanewise.benchmarks.FootprintBenchmark.THOUSAND;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/// What it costs a program to have the engine in it: bytes, start, memory, each run a process.
final class FootprintSuite implements Suite {
  private static final String DEPLOYMENT = "deployment";

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String summary() {
    return "whole processes that train an MLP, beside a JVM that says hello: size, start, memory";
  }

  @Override
  public Class<?> benchmark() {
    return FootprintBenchmark.class;
  }

  @Override
  public List<Cell> cells(boolean quick) {
    return Deployment.all().stream().map(d -> Cell.of(DEPLOYMENT, d.toString())).toList();
  }

  @Override
  public List<String> contenders(Cell cell) {
    return List.of(HELLO, FIRST, THOUSAND, SMALL);
  }

  @Override
  public boolean ofProcesses() {
    return true;
  }

  @Override
  public String report(Results results) {
    Table table =
        new Table(
            1,
            List.of(
                "program",
                "MB",
                "first step ms",
                "of hello",
                "1,000 steps ms",
                "of hello",
                "peak MB"));
    for (Cell cell : results.cells()) {
      double[] hello = results.nanos(cell, HELLO);
      double[] first = results.nanos(cell, FIRST);
      double[] thousand = results.nanos(cell, THOUSAND);
      table.row(
          List.of(
              cell.get(DEPLOYMENT),
              Table.figure(bytes(cell) / 1e6),
              Table.figure(Medians.of(first) / 1e6),
              Table.figure(Medians.ofRatio(first, hello), 1),
              Table.figure(Medians.of(thousand) / 1e6),
              Table.figure(Medians.ofRatio(thousand, hello), 1),
              Table.figure(Medians.of(results.counted(cell, SMALL, "peak")) / 1e6)));
    }
    return "From the start of a process to its end, with the JVM's own settings: a JVM that says"
        + " hello, and an MLP with layers of 784, 50, 25 and 10 that trains on a batch of 64 it"
        + " draws itself, for one step and for 1,000. *of hello* is the median of the rounds'"
        + " ratios. *MB* is what is delivered beside a JDK, of the image all that is; *peak MB* the"
        + " memory of 1,000 steps with `-Xmx64m`, the JVM's own included, as Linux counts it"
        + String.format(" (hello: %s ms).%n%n", Table.figure(Medians.of(hellos(results)) / 1e6))
        + table;
  }

  private static double[] hellos(Results results) {
    return results.cells().stream()
        .flatMapToDouble(c -> Arrays.stream(results.nanos(c, HELLO)))
        .toArray();
  }

  private static double bytes(Cell cell) {
    try {
      return FootprintBenchmark.embedding().bytes(Deployment.titled(cell.get(DEPLOYMENT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
