package io.lanewise.cli;

import io.lanewise.backend.BackendException;
import io.lanewise.text.Spelling;
import io.lanewise.train.TrainingFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `lanewise`: finds the command, and turns what it throws into a line and an exit code.
public final class Main {
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  private static final List<Command> COMMANDS =
      List.of(
          new TrainCommand(),
          new PredictCommand(),
          new GraphCommand(),
          new ProfileCommand(),
          new DevicesCommand());

  private Main() {}

  /// Runs a command and ends the JVM with its exit code.
  public static void main(String[] args) {
    int code = run(Arrays.asList(args), Terminal.ofSystem());
    if (code != 0) {
      // Not for 0: exit starts the JVM's logging, which takes longer than coming to an end.
      System.exit(code);
    }
  }

  /// Runs a command. A result that could not be printed, for a full disk say, is a failure too.
  ///
  /// @return the exit code
  static int run(List<String> words, Terminal terminal) {
    int code = dispatch(words, terminal);
    if (code == 0 && terminal.out().checkError()) {
      terminal.err().println("lanewise: standard output could not be written to its end");
      return FAILED;
    }
    return code;
  }

  private static int dispatch(List<String> words, Terminal terminal) {
    String first = words.isEmpty() ? "" : words.get(0);
    if (first.isEmpty()) {
      terminal.err().print(Help.overall(COMMANDS));
      return WRONG_USE;
    }
    if (first.equals("--help") || first.equals("-h") || first.equals("help")) {
      return help(words.subList(1, words.size()), terminal);
    }
    if (first.equals("--version")) {
      terminal.out().println("lanewise " + Version.lanewise() + ", Java " + Version.java());
      return 0;
    }
    Command command = find(first);
    if (command == null) {
      terminal.err().println("lanewise: " + unknown(first));
      return WRONG_USE;
    }
    List<String> rest = words.subList(1, words.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      terminal.out().print(Help.of(command));
      return 0;
    }
    return run(command, rest, terminal);
  }

  private static int help(List<String> words, Terminal terminal) {
    Command command = words.isEmpty() ? null : find(words.get(0));
    terminal.out().print(command == null ? Help.overall(COMMANDS) : Help.of(command));
    return 0;
  }

  private static Command find(String name) {
    for (Command c : COMMANDS) {
      if (c.name().equals(name)) {
        return c;
      }
    }
    return null;
  }

  private static String unknown(String word) {
    List<String> names = new ArrayList<>();
    for (Command c : COMMANDS) {
      names.add(c.name());
    }
    String nearest = Spelling.nearest(word, names);
    return (word.startsWith("-") ? "unknown option " : "unknown command ")
        + word
        + (nearest == null
            ? "; the commands are " + String.join(", ", names)
            : "; did you mean " + nearest + "?");
  }

  private static int run(Command command, List<String> words, Terminal terminal) {
    try {
      return command.run(Arguments.parse(command.options(), words), terminal);
    } catch (UsageException e) {
      return complain(command, e, e.getMessage(), WRONG_USE, terminal);
    } catch (TrainingFailure
        | IllegalArgumentException
        | ArithmeticException
        | BackendException e) {
      return complain(command, e, e.getMessage(), FAILED, terminal);
    } catch (IOException e) {
      return complain(command, e, words(e), FAILED, terminal);
    } catch (OutOfMemoryError e) {
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      String cure = "; take smaller batches or layers, or more: LANEWISE_OPTS=-Xmx";
      String message = "the heap of " + heap + " MB is too small" + cure + 2 * heap + "m";
      return complain(command, e, message, FAILED, terminal);
    }
  }

  private static String words(IOException e) {
    if (e instanceof FileSystemException f && f.getReason() == null) {
      return f.getFile() + ": " + e.getClass().getSimpleName();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static int complain(
      Command command, Throwable cause, String message, int code, Terminal terminal) {
    terminal.err().println("lanewise " + command.name() + ": " + message);
    if (Integer.getInteger("lanewise.debug", 0) >= 1) {
      cause.printStackTrace(terminal.err());
    }
    return code;
  }
}
