package io.lanewise.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

/// `lanewise bench`
public final class Main {
  private Main() {}

  /// Measures, and prints tables.
  public static void main(String[] args) throws IOException, RunnerException {
    List<String> words = Arrays.asList(args);
    if (words.contains("--help") || words.contains("-h")) {
      System.out.print(help());
      return;
    }
    try {
      run(Request.parse(words, Suites.names()));
    } catch (UsageException e) {
      System.err.println("lanewise bench: " + e.getMessage());
      System.exit(2);
    }
  }

  private static String help() {
    StringBuilder s = new StringBuilder("Usage: lanewise bench NAME|all... [OPTIONS]\n\n");
    s.append(
        "Measures kernels and training beside the scalar backend, hand-written loops and the\n");
    s.append("limits of the machine, in interleaved rounds, and prints a table for each NAME:\n\n");
    for (Suite suite : Suites.ALL) {
      s.append("  ").append(suite.name()).repeat(' ', 15 - suite.name().length());
      s.append(suite.summary()).append('\n');
    }
    return s.append("\nOptions:\n").append(Request.OPTIONS).toString();
  }

  private static void run(Request request) throws IOException, RunnerException {
    // Before any class of the engine reads them.
    System.setProperty("lanewise.threads", Integer.toString(request.threads()));
    System.setProperty("jmh.ignoreLock", "true");
    if (request.peers() && Problem.peers().isEmpty()) {
      throw new UsageException("the peers are not on the class path; ./lanewise puts them there");
    }
    List<RunResult> results = new ArrayList<>();
    List<Suite> suites =
        Suites.ALL.stream().filter(s -> request.names().contains(s.name())).toList();
    Set<Peer<?>> peers = new LinkedHashSet<>();
    suites.forEach(s -> peers.addAll(s.peers()));
    Page page = new Page(Machine.describe(request.settings(), peers), request.command());
    for (Suite suite : suites) {
      if (suite.absent() != null) {
        System.err.println(suite.name() + ": not measured: " + suite.absent());
      } else {
        Results measured = new Rounds(request.settings(), System.err).measure(suite);
        String report = suite.report(measured);
        System.out.println("\n" + suite.name() + ": " + report);
        page.add(suite, report, suite.picture(measured));
        results.addAll(measured.ofJmh());
      }
    }
    if (request.page() != null) {
      page.write(request.page());
    }
    if (request.json() != null) {
      try (var out = new PrintStream(Files.newOutputStream(request.json()))) {
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
      }
    }
  }
}
