package io.lanewise.benchmarks;

import io.lanewise.picture.Svg;
import java.util.List;

/// What `lanewise bench NAME` measures, and the table that it makes of it.
interface Suite {
  /// The name.
  String name();

  /// What is measured, for `--help`: half a line.
  String summary();

  /// The JMH benchmark. Beside the cells' parameters it has one of the name `contender`.
  Class<?> benchmark();

  /// The rows of the table.
  ///
  /// @param quick whether those that take long are left out
  List<Cell> cells(boolean quick);

  /// Why it cannot be measured here, or null if it can.
  default String absent() {
    return null;
  }

  /// What the contenders of a row compute, or null if it is no single kernel.
  default Problem problem(Cell cell) {
    return null;
  }

  /// The work of a contender of a row, for what is counted besides its time.
  default Work work(Cell cell, String contender) {
    return problem(cell).on(contender);
  }

  /// Whose allocation is counted.
  default List<String> counted(Cell cell) {
    return problem(cell) == null ? List.of() : List.of(Problem.SIMD);
  }

  /// The libraries that it may measure beside the engine.
  default List<? extends Peer<?>> peers() {
    return Problem.peers();
  }

  /// Who is measured, in the order in which a round runs them.
  default List<String> contenders(Cell cell) {
    return problem(cell).contenders();
  }

  /// How many JVMs each measurement starts; 0 if all of them share this one.
  default int forks() {
    return 0;
  }

  /// What a JVM of its own is started with besides.
  default List<String> flags() {
    return List.of();
  }

  /// The seconds that it may take to warm up.
  default int patience(Settings settings) {
    return settings.patience();
  }

  /// How many rounds count.
  default int rounds(Settings settings) {
    return settings.rounds();
  }

  /// Whether each run starts a process and waits for its end: nothing here has to warm up for it,
  /// and it takes long without being slow.
  default boolean ofProcesses() {
    return false;
  }

  /// How to read the tables, and the tables, in Markdown.
  String report(Results results);

  /// A picture of the figures, for the page; null if it has none.
  default Svg picture(Results results) {
    return null;
  }
}
