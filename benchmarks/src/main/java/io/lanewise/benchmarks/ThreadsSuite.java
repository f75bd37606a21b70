package io.lanewise.benchmarks;

import static io.lanewise.benchmarks.ThreadsBenchmark.ONE;
import static io.lanewise.benchmarks.ThreadsBenchmark.PEAK_OF_ONE;
import static io.lanewise.benchmarks.ThreadsBenchmark.PEAK_OF_TWO;
import static io.lanewise.benchmarks.ThreadsBenchmark.TWO;

import java.util.ArrayList;
import java.util.List;

/// What a second thread brings, beside what it brings to a loop on registers.
final class ThreadsSuite implements Suite {
  /// A round counts if two cores did so many times what one did on registers.
  private static final double BOTH_FREE = 1.9;

  @Override
  public String name() {
    return "threads";
  }

  @Override
  public String summary() {
    return "products of matrices on two threads and on one: cubes 256 to 2048";
  }

  @Override
  public Class<?> benchmark() {
    return ThreadsBenchmark.class;
  }

  @Override
  public List<Cell> cells(boolean quick) {
    List<Cell> cells = new ArrayList<>();
    for (int size = 256; size <= (quick ? 1024 : 2048); size *= 2) {
      for (String form : List.of("NN", "NT", "TN")) {
        cells.add(Cell.of("shape", size + "x" + size + "x" + size, "form", form));
      }
    }
    return cells;
  }

  @Override
  public List<String> contenders(Cell cell) {
    return List.of(PEAK_OF_ONE, PEAK_OF_TWO, ONE, TWO);
  }

  @Override
  public String report(Results results) {
    List<String> headers =
        List.of(
            "m×k×n", "form", "GFLOP/s", "on two", "speed-up", "of registers", "rounds", "others");
    Table table = new Table(2, headers);
    for (Cell cell : results.cells()) {
      table.row(row(results, cell));
    }
    return String.format(
            "A round counts if two threads did at least %.1f times what one did on registers, or the"
                + " second core was not there; *others* is the speed-up in the other rounds.%n%n",
            BOTH_FREE)
        + table;
  }

  private static List<String> row(Results results, Cell cell) {
    double flops = GemmBenchmark.problem(cell.get("shape"), cell.get("form")).instruction().flops();
    double[] one = results.nanos(cell, ONE);
    double[] two = results.nanos(cell, TWO);
    double[] registers = results.nanos(cell, PEAK_OF_ONE);
    double[] ofTwo = results.nanos(cell, PEAK_OF_TWO);
    boolean[] free = new boolean[one.length];
    int rounds = 0;
    for (int i = 0; i < one.length; i++) {
      // Twice the work in the same time is a speed-up of 2.
      registers[i] = 2 * registers[i] / ofTwo[i];
      free[i] = registers[i] >= BOTH_FREE;
      rounds += free[i] ? 1 : 0;
    }
    double[] freeOne = Medians.where(free, true, one);
    return List.of(
        cell.get("shape").replace('x', '×'),
        cell.get("form"),
        Table.figure(flops / Medians.of(freeOne)),
        Table.figure(flops / Medians.of(Medians.where(free, true, two))),
        Table.figure(Medians.ofRatio(freeOne, two), 2),
        Table.figure(Medians.of(registers), 2),
        rounds + " of " + one.length,
        Table.figure(Medians.ofRatio(Medians.where(free, false, one), two), 2));
  }
}
