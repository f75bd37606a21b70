package io.lanewise.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a command line printed, and its exit code.
record Session(int code, String out, String err) {
  /// Runs a command line in this JVM, as if nobody watched.
  static Session of(String... words) {
    return of(false, words);
  }

  static Session of(boolean interactive, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(print(out), print(err), interactive, 80, false);
    int code = Main.run(List.of(words), terminal);
    return new Session(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  String lastLine() {
    return out.substring(out.stripTrailing().lastIndexOf('\n') + 1).strip();
  }
}
