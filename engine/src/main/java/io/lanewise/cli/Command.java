package io.lanewise.cli;

import java.io.IOException;
import java.util.List;

/// A command of `lanewise`.
interface Command {
  /// The word that calls it.
  String name();

  /// One line for the list of commands.
  String summary();

  /// What it does, for its help; lines of at most 80 characters.
  String description();

  /// All options but `--help`.
  List<Option> options();

  /// Does it.
  ///
  /// @return the exit code
  /// @throws UsageException for wrong use
  /// @throws IOException if a file cannot be read or written
  int run(Arguments arguments, Terminal terminal) throws IOException;
}
