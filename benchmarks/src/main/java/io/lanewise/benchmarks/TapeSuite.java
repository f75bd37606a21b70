package io.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// Whether what a tape costs besides its kernels grows as its length does, and no faster.
final class TapeSuite implements Suite {
  private static final String OPERATIONS = "operations";
  private static final List<String> STAGES =
      List.of(
          TapeBenchmark.RECORDED,
          TapeBenchmark.DERIVED,
          TapeBenchmark.REWRITTEN,
          TapeBenchmark.REPLAYED);

  @Override
  public String name() {
    return "tape";
  }

  @Override
  public String summary() {
    return "tapes of 10 to 10,000 operations: recording, differentiating, rewriting, replaying";
  }

  @Override
  public Class<?> benchmark() {
    return TapeBenchmark.class;
  }

  @Override
  public List<Cell> cells(boolean quick) {
    List<Cell> cells = new ArrayList<>();
    for (int operations = 10; operations <= (quick ? 1_000 : 10_000); operations *= 10) {
      cells.add(Cell.of(OPERATIONS, Integer.toString(operations)));
    }
    return cells;
  }

  @Override
  public List<String> contenders(Cell cell) {
    return STAGES;
  }

  @Override
  public Work work(Cell cell, String contender) {
    return TapeBenchmark.of(cell.number(OPERATIONS), contender);
  }

  @Override
  public String report(Results results) {
    List<String> headers = new ArrayList<>(List.of(OPERATIONS));
    STAGES.forEach(stage -> headers.add("ns/op " + stage));
    Table table = new Table(1, headers);
    for (Cell cell : results.cells()) {
      List<String> row = new ArrayList<>(List.of(cell.get(OPERATIONS)));
      for (String stage : STAGES) {
        row.add(Table.figure(Medians.of(results.nanos(cell, stage)) / cell.number(OPERATIONS)));
      }
      table.row(row);
    }
    return "Nanoseconds by the number of operations, of a chain of products and tanh on eight"
        + " elements: recorded, which runs it; recorded and run backward, which derives that; and"
        + " rewritten and replayed once. The last column is a step of a tape that is there, forward"
        + " and backward. What grows with the length alone is the same in every row.\n\n"
        + table;
  }
}
