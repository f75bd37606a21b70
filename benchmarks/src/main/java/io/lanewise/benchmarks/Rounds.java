package io.lanewise.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures a suite in rounds. A round goes through the cells, and for each of them measures all
/// contenders one after the other, by one short iteration of JMH each. A core that others slow down
/// for a while slows down neighbours alike, so figures of one round may be compared, and those of
/// different rounds may not.
///
/// JMH runs inside this JVM, except for suites that ask for JVMs of their own.
final class Rounds {
  /// What a JVM that JMH starts has to have; the rest it takes over from this one.
  private static final List<String> FLAGS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "-Dlanewise.warmup=" + System.getProperty("lanewise.warmup", "eager"),
          "-Dlanewise.threads=" + System.getProperty("lanewise.threads", "1"));

  private final Settings settings;
  private final PrintStream log;

  Rounds(Settings settings, PrintStream log) {
    this.settings = settings;
    this.log = log;
  }

  Results measure(Suite suite) throws RunnerException {
    int rounds = suite.rounds(settings);
    Results results = new Results(rounds);
    List<Cell> cells = new ArrayList<>(suite.cells(settings.quick()));
    cells.removeIf(c -> !settings.wants(c));
    if (suite.forks() == 0 && !suite.ofProcesses()) {
      warmUp(suite, cells);
    }
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      for (Cell cell : cells) {
        round(suite, cell, round, results);
      }
      String name = "round " + (round + 1) + " of " + rounds;
      log.printf("%s: %s, %.1f s%n", suite.name(), name, (System.nanoTime() - start) / 1e9);
    }
    for (Cell cell : cells) {
      for (String contender : suite.counted(cell)) {
        results.allocated(cell, contender, Allocation.perRun(suite.work(cell, contender).kernel()));
      }
    }
    return results;
  }

  /// Rounds that do not count, until the compiler rests; the first of them takes longer.
  private void warmUp(Suite suite, List<Cell> cells) throws RunnerException {
    Settling settling = new Settling(suite.patience(settings));
    for (int round = 0; settling.needed(); round++) {
      settling.roundBegins();
      for (Cell cell : cells) {
        for (String contender : suite.contenders(cell)) {
          run(suite, cell, contender, round == 0 ? 3 * settings.millis() : settings.millis());
        }
      }
      settling.roundEnds();
    }
    log.printf("%s: warmed up, %.1f s%n", suite.name(), settling.seconds());
  }

  private void round(Suite suite, Cell cell, int round, Results results) throws RunnerException {
    List<String> contenders = suite.contenders(cell);
    // There and back, so that nobody always follows the same neighbour.
    for (String contender : round % 2 == 0 ? contenders : contenders.reversed()) {
      if (round < Settings.SLOW_ROUNDS || suite.ofProcesses() || !slow(results, cell, contender)) {
        RunResult result = run(suite, cell, contender, settings.millis());
        results.add(cell, contender, round, result.getBenchmarkResults().iterator().next());
      }
    }
  }

  private static boolean slow(Results results, Cell cell, String contender) {
    return results.nanos(cell, contender)[0] > Settings.SLOW_NANOS;
  }

  /// One iteration of JMH; in a JVM of its own, as many as the benchmark says.
  private RunResult run(Suite suite, Cell cell, String contender, int millis)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + suite.benchmark().getName().replace(".", "\\.") + "\\.")
            .param("contender", contender)
            .forks(suite.forks())
            .shouldFailOnError(true)
            .verbosity(VerboseMode.NORMAL);
    if (suite.forks() == 0) {
      TimeValue time = TimeValue.milliseconds(millis);
      options.warmupIterations(0).measurementIterations(1).measurementTime(time);
    } else {
      List<String> flags = new ArrayList<>(FLAGS);
      flags.addAll(suite.flags());
      options.jvmArgsAppend(flags.toArray(String[]::new));
    }
    cell.parameters().forEach(options::param);
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, false, StandardCharsets.UTF_8);
    try {
      return new Runner(
              options.build(), OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
          .runSingle();
    } catch (RunnerException e) {
      out.flush();
      log.println(said.toString(StandardCharsets.UTF_8));
      throw e;
    }
  }
}
