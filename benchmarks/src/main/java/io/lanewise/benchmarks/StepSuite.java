package io.lanewise.benchmarks;

import io.lanewise.picture.RatioChart;
import io.lanewise.picture.Svg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whole training steps beside those of other libraries.
final class StepSuite implements Suite {
  private static final String WORKLOAD = "workload";

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public String summary() {
    return "training steps of models, an epoch, inference; with peers, beside other libraries";
  }

  @Override
  public Class<?> benchmark() {
    return StepBenchmark.class;
  }

  @Override
  public List<Cell> cells(boolean quick) {
    return Workload.ALL.stream().map(w -> Cell.of(WORKLOAD, w.name())).toList();
  }

  @Override
  public List<String> contenders(Cell cell) {
    return workload(cell).contenders();
  }

  @Override
  public List<StepPeer> peers() {
    return Workload.peers();
  }

  @Override
  public List<String> counted(Cell cell) {
    List<String> all = new ArrayList<>(contenders(cell));
    all.remove(Roof.PEAK);
    return all;
  }

  @Override
  public Work work(Cell cell, String contender) {
    return StepBenchmark.of(cell.get(WORKLOAD), contender);
  }

  private static Workload workload(Cell cell) {
    return Workload.named(cell.get(WORKLOAD));
  }

  /// Every library has its own code to be compiled.
  @Override
  public int patience(Settings settings) {
    return 4 * settings.patience();
  }

  @Override
  public String report(Results results) {
    StringBuilder s = new StringBuilder();
    s.append("`peak` is the time that the products' operations take at the peak of the same round,")
        .append(" and *of peak* its share of a contender's time. *of simd* is how many times as")
        .append(" long as `simd` a contender takes.\n");
    for (Cell cell : results.cells()) {
      Workload workload = workload(cell);
      s.append("\n### ").append(workload.name()).append("\n\n");
      s.append(workload.describe()).append("\n\n").append(table(results, cell));
      for (StepPeer peer : Workload.peers()) {
        String differs = results.has(cell, peer.name()) ? peer.differs(workload) : null;
        if (differs != null) {
          s.append("\n`").append(peer.name()).append("`: ").append(differs).append("\n");
        }
      }
    }
    return s.toString();
  }

  @Override
  public Svg picture(Results results) {
    RatioChart chart =
        new RatioChart(
            "Time of the same work beside Lanewise on SIMD",
            "times as long as simd: the longer the bar to the right, the slower");
    for (Cell cell : results.cells()) {
      chart.group(cell.get(WORKLOAD));
      double[] simd = results.nanos(cell, Problem.SIMD);
      for (String contender : counted(cell)) {
        double ratio = Medians.ofRatio(results.nanos(cell, contender), simd);
        if (!contender.equals(Problem.SIMD) && ratio > 0) {
          chart.bar(contender, ratio);
        }
      }
    }
    return chart.toSvg();
  }

  private static Table table(Results results, Cell cell) {
    Workload workload = workload(cell);
    String unit = workload.unit();
    boolean held = workload.heldAgainstPeak();
    List<String> headers = new ArrayList<>(List.of("contender", "µs/" + unit, "of simd"));
    if (held) {
      headers.add("of peak");
    }
    headers.add("B/" + unit);
    Table table = new Table(1, headers);
    double[] simd = results.nanos(cell, Problem.SIMD);
    double[] peak = results.nanos(cell, Roof.PEAK);
    Arrays.setAll(peak, i -> peak[i] * workload.flops() / Peak.FLOPS);
    for (String contender : workload.contenders()) {
      // The time of its operations instead of that of the loop.
      double[] nanos = contender.equals(Roof.PEAK) ? peak : results.nanos(cell, contender);
      List<String> row = new ArrayList<>();
      row.add(contender);
      row.add(Table.figure(Medians.of(nanos) / 1e3));
      row.add(Table.figure(Medians.ofRatio(nanos, simd)));
      if (held) {
        row.add(Table.figure(Medians.ofRatio(peak, nanos), 2));
      }
      row.add(Table.figure(results.allocated(cell, contender), 0));
      table.row(row);
    }
    return table;
  }
}
