package io.lanewise.cli;

import java.util.List;

/// What `--help` prints.
final class Help {
  private static final int WIDEST = 32;

  private Help() {}

  static String overall(List<Command> commands) {
    StringBuilder s = new StringBuilder();
    s.append("Lanewise: deep learning in pure Java.\n\n");
    s.append("Usage: lanewise COMMAND [OPTIONS]\n\nCommands:\n");
    for (Command c : commands) {
      row(s, c.name(), c.summary(), 12);
    }
    s.append("\nOptions:\n");
    row(s, "--help", "this text; after a command, its options", 12);
    row(s, "--version", "the versions of Lanewise and Java", 12);
    s.append("\nlanewise train, without any option, trains on digits drawn in code.\n");
    s.append(
        "In a checkout, lanewise bench times the kernels, and lanewise tune finds the best ones\n");
    s.append("for an OpenCL device: see their --help.\n");
    return s.toString();
  }

  static String of(Command command) {
    StringBuilder s = new StringBuilder();
    s.append("Usage: lanewise ").append(command.name()).append(" [OPTIONS]\n\n");
    s.append(command.description()).append("\n\nOptions:\n");
    for (Option o : command.options()) {
      row(s, o.synopsis(), help(o), WIDEST);
    }
    row(s, "--help", "this text", WIDEST);
    return s.toString();
  }

  private static String help(Option o) {
    return o.fallback() == null ? o.help() : o.help() + " (default " + o.fallback() + ")";
  }

  private static void row(StringBuilder s, String left, String right, int column) {
    s.append("  ").append(left);
    if (left.length() + 2 > column) {
      s.append('\n').repeat(' ', column + 2);
    } else {
      s.repeat(' ', column - left.length());
    }
    s.append(right).append('\n');
  }
}
