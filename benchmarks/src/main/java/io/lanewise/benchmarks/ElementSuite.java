package io.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Kernels whose work grows with the number of elements, beside the bandwidth of the same working
/// set and hand-written loops.
///
/// @param name the suite's
/// @param summary half a line
/// @param benchmark JMH's
/// @param kinds the rows' parameters but for the number of elements
/// @param make the problem of a row
record ElementSuite(
    String name, String summary, Class<?> benchmark, List<Cell> kinds, Function<Cell, Problem> make)
    implements Suite {
  private static final String ELEMENTS = "elements";

  private static final List<String> SIZES =
      List.of("1000", "10000", "100000", "1000000", "10000000");

  private static final String LARGEST = SIZES.getLast();

  static ElementSuite map() {
    return new ElementSuite(
        "map",
        "add, relu, a·x + y, a step of SGD with momentum; 1e3 to 1e7 elements",
        MapBenchmark.class,
        kinds("add", "relu", "axpy", "sgd"),
        c -> MapBenchmark.problem(c.get("function"), c.number(ELEMENTS)));
  }

  static ElementSuite reduce() {
    return new ElementSuite(
        "reduce",
        "sum, max, dot product, sums of columns; 1e3 to 1e7 elements",
        ReduceBenchmark.class,
        kinds("sum", "max", "dot", "columns"),
        c -> ReduceBenchmark.problem(c.get("function"), c.number(ELEMENTS)));
  }

  static ElementSuite transcendental() {
    return new ElementSuite(
        "transcendental",
        "exp, log, tanh, erf, sin, cos, pow, sigmoid; beside SVML",
        TranscendentalBenchmark.class,
        kinds("exp", "log", "tanh", "erf", "sin", "cos", "pow", "sigmoid"),
        c -> TranscendentalBenchmark.problem(c.get("function"), c.number(ELEMENTS)));
  }

  static ElementSuite rows() {
    List<Cell> kinds = new ArrayList<>();
    for (String function : List.of("softmax", "log_softmax", "cross_entropy")) {
      for (String classes : List.of("10", "100", "1000")) {
        kinds.add(Cell.of("function", function, "classes", classes));
      }
    }
    return new ElementSuite(
        "rows",
        "softmax, log-softmax, cross-entropy with its gradient; 10, 100, 1000 classes",
        RowsBenchmark.class,
        kinds,
        c -> RowsBenchmark.problem(c.get("function"), c.number("classes"), c.number(ELEMENTS)));
  }

  private static List<Cell> kinds(String... functions) {
    return Arrays.stream(functions).map(f -> Cell.of("function", f)).toList();
  }

  @Override
  public List<Cell> cells(boolean quick) {
    List<Cell> cells = new ArrayList<>();
    for (Cell kind : kinds) {
      for (String size : SIZES) {
        if (!quick || !size.equals(LARGEST)) {
          cells.add(kind.with(ELEMENTS, size));
        }
      }
    }
    return cells;
  }

  @Override
  public Problem problem(Cell cell) {
    return make.apply(cell);
  }

  @Override
  public String report(Results results) {
    String roof = results.contenders().get(0);
    List<String> others = new ArrayList<>(results.contenders());
    others.removeAll(List.of(roof, Problem.SIMD));
    List<String> labels = new ArrayList<>(kinds.get(0).parameters().keySet());
    labels.add(ELEMENTS);
    List<String> headers = new ArrayList<>(labels);
    headers.addAll(List.of("ns/element", "GB/s", "of " + roof));
    others.forEach(o -> headers.add("vs " + o));
    headers.add("B/run");
    Table table = new Table(labels.size(), headers);
    for (Cell cell : results.cells()) {
      table.row(row(results, cell, roof, others));
    }
    return table.toString();
  }

  private List<String> row(Results results, Cell cell, String roof, List<String> others) {
    Problem problem = problem(cell);
    int n = cell.number(ELEMENTS);
    double bytes = problem.instruction().bytes();
    double[] simd = results.nanos(cell, Problem.SIMD);
    double[] limit = results.nanos(cell, roof);
    double[] shares = new double[simd.length];
    Arrays.setAll(shares, i -> bytes / simd[i] / problem.roof().rate(limit[i]));
    double nanos = Medians.of(simd);
    List<String> row = new ArrayList<>(cell.parameters().values());
    row.set(row.size() - 1, String.format("1e%d", Math.round(Math.log10(n))));
    row.add(Table.figure(nanos / n));
    row.add(Table.figure(bytes / nanos));
    row.add(Table.figure(Medians.of(shares), 2));
    for (String other : others) {
      row.add(Table.figure(Medians.ofRatio(results.nanos(cell, other), simd), 2));
    }
    row.add(Table.figure(results.allocated(cell, Problem.SIMD), 0));
    return row;
  }
}
