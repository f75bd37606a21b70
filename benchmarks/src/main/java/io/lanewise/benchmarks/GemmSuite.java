package io.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// C = A·B beside the peak of the same round.
final class GemmSuite implements Suite {
  private static final String LARGEST = "2048x2048x2048";

  private static final List<String> SHAPES =
      List.of(
          "32x32x32",
          "64x64x64",
          "128x128x128",
          "256x256x256",
          "512x512x512",
          "1024x1024x1024",
          LARGEST,
          "64x784x256",
          "128x512x512",
          "256x784x128",
          "64x256x10",
          "10x2x1");

  /// The share of the best peak of the run that a round's own peak has to reach for the round to
  /// count.
  private static final double QUIET = 0.9;

  @Override
  public String name() {
    return "gemm";
  }

  @Override
  public String summary() {
    return "products of matrices: cubes 32 to 2048, shapes of layers; NN, NT, TN";
  }

  @Override
  public Class<?> benchmark() {
    return GemmBenchmark.class;
  }

  @Override
  public List<Cell> cells(boolean quick) {
    List<Cell> cells = new ArrayList<>();
    for (String shape : SHAPES) {
      for (String form : List.of("NN", "NT", "TN")) {
        if (!quick || !shape.equals(LARGEST)) {
          cells.add(Cell.of("shape", shape, "form", form));
        }
      }
    }
    return cells;
  }

  @Override
  public Problem problem(Cell cell) {
    return GemmBenchmark.problem(cell.get("shape"), cell.get("form"));
  }

  @Override
  public String report(Results results) {
    double best = 0;
    for (Cell cell : results.cells()) {
      for (double nanos : results.nanos(cell, Roof.PEAK)) {
        best = Math.max(best, Peak.FLOPS / nanos);
      }
    }
    List<String> others = new ArrayList<>(results.contenders());
    others.removeAll(List.of(Roof.PEAK, Problem.SIMD));
    List<String> headers = new ArrayList<>(List.of("m×k×n", "form", "GFLOP/s", "of peak"));
    others.forEach(o -> headers.add("vs " + o));
    headers.addAll(List.of("B/run", "rounds", "of peak, others"));
    peers(others).forEach(o -> headers.add("vs " + o + ", others"));
    Table table = new Table(2, headers);
    for (Cell cell : results.cells()) {
      table.row(row(results, cell, others, best));
    }
    return String.format(
            "The best peak of the run is %.1f GFLOP/s. Figures are medians of the rounds whose own"
                + " peak was at least %.1f of that; how many those are stands in column *rounds*,"
                + " and the columns *others* are medians of the other rounds.%n%n",
            best, QUIET)
        + table;
  }

  private static List<String> peers(List<String> others) {
    return others.stream().filter(o -> !o.equals(Problem.SCALAR)).toList();
  }

  private List<String> row(Results results, Cell cell, List<String> others, double best) {
    double flops = problem(cell).instruction().flops();
    double[] peak = results.nanos(cell, Roof.PEAK);
    double[] simd = results.nanos(cell, Problem.SIMD);
    boolean[] quiet = new boolean[peak.length];
    int rounds = 0;
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = Peak.FLOPS / peak[i] >= QUIET * best;
      rounds += quiet[i] ? 1 : 0;
    }
    double[] rates = new double[simd.length];
    Arrays.setAll(rates, i -> flops / simd[i]);
    double[] shares = new double[simd.length];
    Arrays.setAll(shares, i -> rates[i] / (Peak.FLOPS / peak[i]));
    List<String> row = new ArrayList<>();
    row.add(cell.get("shape").replace('x', '×'));
    row.add(cell.get("form"));
    row.add(Table.figure(Medians.of(Medians.where(quiet, true, rates))));
    row.add(Table.figure(Medians.of(Medians.where(quiet, true, shares)), 2));
    for (String other : others) {
      double[] theirs = Medians.where(quiet, true, results.nanos(cell, other));
      row.add(Table.figure(Medians.ofRatio(theirs, simd), 2));
    }
    row.add(Table.figure(results.allocated(cell, Problem.SIMD), 0));
    row.add(rounds + " of " + quiet.length);
    row.add(Table.figure(Medians.of(Medians.where(quiet, false, shares)), 2));
    for (String other : peers(others)) {
      double[] theirs = Medians.where(quiet, false, results.nanos(cell, other));
      row.add(Table.figure(Medians.ofRatio(theirs, simd), 2));
    }
    return row;
  }
}
