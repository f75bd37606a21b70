package io.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;

/// What the rounds of a suite measured.
final class Results {
  private record Key(Cell cell, String contender) {}

  private final int rounds;
  private final Map<Key, BenchmarkResult[]> results = new LinkedHashMap<>();
  private final Map<Key, Double> bytes = new LinkedHashMap<>();

  Results(int rounds) {
    this.rounds = rounds;
  }

  void add(Cell cell, String contender, int round, BenchmarkResult result) {
    results.computeIfAbsent(new Key(cell, contender), k -> new BenchmarkResult[rounds])[round] =
        result;
  }

  /// The bytes that a run of a contender allocates. JMH's file has them too.
  void allocated(Cell cell, String contender, double bytesPerRun) {
    Key key = new Key(cell, contender);
    bytes.put(key, bytesPerRun);
    BenchmarkResult first = results.get(key)[0];
    first.addBenchmarkResult(
        new ScalarResult("alloc.norm", bytesPerRun, "B/op", AggregationPolicy.MAX));
  }

  double allocated(Cell cell, String contender) {
    return bytes.getOrDefault(new Key(cell, contender), Double.NaN);
  }

  List<Cell> cells() {
    return results.keySet().stream().map(Key::cell).distinct().toList();
  }

  boolean has(Cell cell, String contender) {
    return results.containsKey(new Key(cell, contender));
  }

  /// The contenders that any cell has.
  List<String> contenders() {
    return results.keySet().stream().map(Key::contender).distinct().toList();
  }

  /// The nanoseconds of a run, round by round; NaN where it was not measured.
  double[] nanos(Cell cell, String contender) {
    return scores(cell, contender, BenchmarkResult::getPrimaryResult);
  }

  /// What else a benchmark counts, by the name of its counter, round by round.
  double[] counted(Cell cell, String contender, String counter) {
    return scores(cell, contender, r -> r.getSecondaryResults().get(counter));
  }

  private double[] scores(
      Cell cell, String contender, Function<BenchmarkResult, Result<?>> result) {
    double[] scores = new double[rounds];
    BenchmarkResult[] all = results.get(new Key(cell, contender));
    for (int i = 0; i < rounds; i++) {
      scores[i] = all == null || all[i] == null ? Double.NaN : result.apply(all[i]).getScore();
    }
    return scores;
  }

  /// Another result of its runs, round by round; NaN where there is none.
  double[] secondary(Cell cell, String contender, String name) {
    double[] values = new double[rounds];
    BenchmarkResult[] all = results.get(new Key(cell, contender));
    for (int i = 0; i < rounds; i++) {
      var result = all == null || all[i] == null ? null : all[i].getSecondaryResults().get(name);
      values[i] = result == null ? Double.NaN : result.getScore();
    }
    return values;
  }

  /// In the form of JMH: a result for each cell and contender, with the rounds as its forks.
  List<RunResult> ofJmh() {
    List<RunResult> runs = new ArrayList<>();
    for (BenchmarkResult[] all : results.values()) {
      List<BenchmarkResult> measured = Arrays.stream(all).filter(r -> r != null).toList();
      runs.add(new RunResult(measured.get(0).getParams(), measured));
    }
    return runs;
  }
}
