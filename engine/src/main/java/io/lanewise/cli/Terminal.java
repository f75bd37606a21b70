package io.lanewise.cli;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command prints.
///
/// @param out what was asked for
/// @param err progress and complaints, where `out` is meant for programs
/// @param interactive whether a person watches `out` and a line may be written over
/// @param width the columns of a line
/// @param colour whether colours may be used
record Terminal(PrintStream out, PrintStream err, boolean interactive, int width, boolean colour) {
  private static final int USUAL_WIDTH = 80;

  /// The terminal that the process runs in. Colours are left out if `NO_COLOR` is set
  /// (<https://no-color.org>).
  static Terminal ofSystem() {
    Console console = System.console();
    boolean interactive =
        console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    String noColour = System.getenv("NO_COLOR");
    boolean colour = interactive && (noColour == null || noColour.isEmpty());
    return new Terminal(System.out, System.err, interactive, columns(), colour);
  }

  private static int columns() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? USUAL_WIDTH : Math.max(40, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  /// Whether block characters can be shown.
  boolean unicode() {
    return out.charset().equals(StandardCharsets.UTF_8);
  }
}
