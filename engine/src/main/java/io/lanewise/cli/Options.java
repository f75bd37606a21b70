package io.lanewise.cli;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// What several commands do with their options.
final class Options {
  /// `--backend`
  static final Option BACKEND =
      Option.choice("backend", Backends.NAMES, null, "what computes (default cpu)");

  /// `--out`
  static final Option OUT =
      Option.value("out", "FILE", null, "file to write (default standard output)");

  private Options() {}

  /// What is done on a backend.
  interface Work {
    int on(Backend backend) throws IOException;
  }

  /// Works on the backend that `--backend`, `-Dlanewise.backend` or nobody has named.
  ///
  /// @throws IllegalArgumentException if it cannot run here, with the reason
  static int withBackend(Arguments arguments, Work work) throws IOException {
    String name = arguments.text("backend");
    Backend backend = name == null ? Backends.current() : Backends.named(name);
    try {
      return Backends.with(
          backend,
          () -> {
            try {
              return work.on(backend);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// The path that an option names.
  static Path path(Arguments arguments, String name) {
    String text = arguments.required(name);
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("--" + name + " " + text + ": no path (" + e.getReason() + ")");
    }
  }

  /// Prints a text, or writes it to the file that `--out` names.
  static int show(String text, Arguments arguments, Terminal terminal) throws IOException {
    String line = text.endsWith("\n") ? text : text + "\n";
    if (!arguments.has("out")) {
      terminal.out().print(line);
      return 0;
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path(arguments, "out"), o -> o.write(bytes));
    return 0;
  }
}
