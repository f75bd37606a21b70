package io.lanewise.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process from its start to its end.
///
/// @param printed what it wrote to standard output
/// @param complained what it wrote to standard error
/// @param peak the bytes of memory that it had at most, NaN if the system does not tell or nobody
///     looked
record Launch(String printed, String complained, double peak) {
  private static final long LOOK_MILLIS = 5;
  private static final String PEAK = "VmHWM:";

  static Launch of(List<String> command) throws IOException, InterruptedException {
    return of(command, false);
  }

  /// Starts it and waits for its end. It has no options but those of its command.
  ///
  /// @param look whether somebody looks, every few milliseconds, at how much memory it has had: it
  ///     cannot be asked when it is over. That takes time from it
  /// @throws IOException if it fails
  static Launch of(List<String> command, boolean look) throws IOException, InterruptedException {
    Path out = Files.createTempFile("lanewise", ".out");
    Path error = Files.createTempFile("lanewise", ".error");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectOutput(out.toFile()).redirectError(error.toFile());
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
      Process process = builder.start();
      double peak = look ? peak(process) : Double.NaN;
      int code = process.waitFor();
      String complained = Files.readString(error, StandardCharsets.UTF_8);
      if (code != 0) {
        throw new IOException(
            String.join(" ", command) + " ended with " + code + ":\n" + complained);
      }
      return new Launch(Files.readString(out, StandardCharsets.UTF_8), complained, peak);
    } finally {
      Files.delete(out);
      Files.delete(error);
    }
  }

  private static double peak(Process process) throws InterruptedException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double peak = Double.NaN;
    do {
      try {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith(PEAK)) {
            peak = 1024 * Double.parseDouble(line.replaceAll("\\D", ""));
          }
        }
      } catch (IOException e) {
        // It has ended, or this is no Linux.
      }
    } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    return peak;
  }
}
