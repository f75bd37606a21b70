package io.lanewise.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/// Says when the JVM's compiler has come to rest, so that rounds may count.
final class Settling {
  /// A round is calm if the compiler took no larger share of its time.
  private static final double CALM = 0.05;

  /// So many calm rounds in a row.
  private static final int ENOUGH = 2;

  /// A compilation may take seconds, and shows when it is over.
  private static final long LEAST_NANOS = 2_000_000_000L;

  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private final long begin = System.nanoTime();
  private long start;
  private long compiled;
  private final long mostNanos;
  private int rounds;
  private int calm;

  /// @param patience the seconds after which no further round is added: on a machine that is busy
  ///     otherwise the compiler may never come to rest
  Settling(int patience) {
    mostNanos = patience * 1_000_000_000L;
  }

  /// Whether another round is needed before those that count.
  boolean needed() {
    long nanos = System.nanoTime() - begin;
    return rounds < ENOUGH || (nanos < LEAST_NANOS || calm < ENOUGH) && nanos < mostNanos;
  }

  /// How long it has taken so far.
  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  void roundBegins() {
    start = System.nanoTime();
    compiled = compiler.getTotalCompilationTime();
  }

  void roundEnds() {
    rounds++;
    double share =
        (compiler.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - start);
    calm = share <= CALM ? calm + 1 : 0;
  }
}
