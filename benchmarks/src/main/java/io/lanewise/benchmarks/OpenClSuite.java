package io.lanewise.benchmarks;

import io.lanewise.Backends;
import java.util.ArrayList;
import java.util.List;

/// The OpenCL device beside the CPU's backends and CLBlast on the same device.
final class OpenClSuite implements Suite {
  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public String summary() {
    return "an OpenCL device beside the CPU backends and CLBlast: products, maps, reductions, a step";
  }

  @Override
  public Class<?> benchmark() {
    return OpenClBenchmark.class;
  }

  @Override
  public String absent() {
    try {
      Backends.named(OpenClBenchmark.OPENCL);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  @Override
  public List<Cell> cells(boolean quick) {
    List<Cell> cells = new ArrayList<>();
    for (String size : List.of("256x256x256", "512x512x512", "1024x1024x1024", "64x784x256")) {
      for (String form : List.of("NN", "NT", "TN", "TT")) {
        cells.add(Cell.of("work", "gemm " + form, "size", size));
      }
    }
    for (String work : List.of("add", "sgd", "sum", "columns", "softmax")) {
      for (String size : List.of("10000", "1000000")) {
        cells.add(Cell.of("work", work, "size", size));
      }
    }
    cells.add(Cell.of("work", "step", "size", Workload.MLP.name()));
    return cells;
  }

  @Override
  public List<String> contenders(Cell cell) {
    List<String> all = new ArrayList<>(List.of(OpenClBenchmark.OPENCL, Problem.SIMD));
    if (cell.get("work").startsWith("gemm") && Clblast.absent() == null) {
      all.add(OpenClBenchmark.CLBLAST);
    }
    all.add(Problem.SCALAR);
    return all;
  }

  @Override
  public String report(Results results) {
    List<String> others = new ArrayList<>(results.contenders());
    others.remove(OpenClBenchmark.OPENCL);
    List<String> headers = new ArrayList<>(List.of("work", "size", "µs", "GFLOP/s", "GB/s"));
    others.forEach(o -> headers.add("vs " + o));
    Table table = new Table(2, headers);
    for (Cell cell : results.cells()) {
      double[] nanos = results.nanos(cell, OpenClBenchmark.OPENCL);
      double median = Medians.of(nanos);
      Problem problem = OpenClBenchmark.problem(cell.get("work"), cell.get("size"));
      boolean gemm = cell.get("work").startsWith("gemm");
      double bytes = problem == null ? Double.NaN : problem.instruction().bytes();
      List<String> row = new ArrayList<>();
      row.add(cell.get("work"));
      row.add(cell.get("size").replace('x', '×'));
      row.add(Table.figure(median / 1e3));
      row.add(Table.figure(gemm ? problem.instruction().flops() / median : Double.NaN));
      row.add(Table.figure(gemm ? Double.NaN : bytes / median));
      for (String other : others) {
        double[] theirs = results.has(cell, other) ? results.nanos(cell, other) : new double[0];
        row.add(theirs.length == 0 ? Table.NONE : Table.figure(Medians.ofRatio(theirs, nanos), 2));
      }
      table.row(row);
    }
    String clblast = Clblast.absent();
    return "On "
        + Backends.named(OpenClBenchmark.OPENCL)
        + ". Each run is waited for. `vs x` is how many times as fast as x the device is; `simd` has"
        + " all cores here"
        + (clblast == null
            ? ", and `clblast` the same device.\n\n"
            : "; no CLBlast: " + clblast + ".\n\n")
        + table;
  }
}
