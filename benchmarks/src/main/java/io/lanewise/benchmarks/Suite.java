package io.lanewise.benchmarks;

import io.lanewise.backend.Kernel;
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

  /// Who is measured, in the order in which a round runs them.
  List<String> contenders(Cell cell);

  /// The kernel whose allocation is counted, or null for none.
  default Kernel counted(Cell cell) {
    return null;
  }

  /// How many JVMs each measurement starts; 0 if all of them share this one.
  default int forks() {
    return 0;
  }

  /// How to read the tables, and the tables, in Markdown.
  String report(Results results);
}
