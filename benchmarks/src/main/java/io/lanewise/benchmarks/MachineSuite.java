package io.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The limits that kernels are held against, for themselves.
final class MachineSuite implements Suite {
  private static final String BYTES = "bytes";

  private static final List<String> ROOFS = List.of(Roof.PEAK, Roof.READ, Roof.COPY);

  @Override
  public String name() {
    return "machine";
  }

  @Override
  public String summary() {
    return "one core's peak of multiply-adds; bandwidth from 16 kB to 64 MB";
  }

  @Override
  public Class<?> benchmark() {
    return MachineBenchmark.class;
  }

  @Override
  public List<Cell> cells(boolean quick) {
    List<Cell> cells = new ArrayList<>();
    for (int shift = 14; shift <= 26; shift += 3) {
      cells.add(Cell.of(BYTES, Integer.toString(1 << shift)));
    }
    return cells;
  }

  @Override
  public List<String> contenders(Cell cell) {
    return ROOFS;
  }

  @Override
  public String report(Results results) {
    List<String> headers =
        List.of("working set", "peak GFLOP/s", "best", "read GB/s", "best", "copy GB/s", "best");
    Table table = new Table(1, headers);
    for (Cell cell : results.cells()) {
      List<String> row = new ArrayList<>(List.of((cell.number(BYTES) >> 10) + " kB"));
      for (String name : ROOFS) {
        Roof roof = new Roof(name, cell.number(BYTES));
        double[] rates = Arrays.stream(results.nanos(cell, name)).map(roof::rate).toArray();
        row.add(Table.figure(Medians.of(rates)));
        row.add(Table.figure(Arrays.stream(rates).max().orElse(Double.NaN)));
      }
      table.row(row);
    }
    return "One thread: medians, and the best round. A copy counts what it reads and what it"
        + " writes.\n\n"
        + table;
  }
}
