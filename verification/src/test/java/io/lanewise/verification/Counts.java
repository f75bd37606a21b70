package io.lanewise.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often each property was tried, and the largest error it saw. The numbers of a run are
/// printed at its end and written to `target/counts`, one file a property, where the generated page
/// finds them.
public final class Counts {
  private static final String HEADER = "subject,backend,tries,largest error\n";

  private static final Map<Key, Count> ALL = new ConcurrentHashMap<>();

  private Counts() {}

  private record Key(String property, String subject, String backend) {}

  /// Tries, and the largest error among them.
  record Count(long tries, double error) {
    Count plus(Count other) {
      return new Count(tries + other.tries, Math.max(error, other.error));
    }
  }

  /// One more try.
  ///
  /// @param property what was checked, a word that names a file: `rule`, `kernel`, …
  /// @param subject of what: an op, an instruction, a formula
  /// @param backend where it ran
  /// @param error in the property's own unit; 0 where it holds to the bit
  public static void tried(String property, String subject, String backend, double error) {
    ALL.merge(new Key(property, subject, backend), new Count(1, error), Count::plus);
  }

  /// The tries of a property, of all subjects on all backends.
  public static long tries(String property) {
    long n = 0;
    for (Map.Entry<Key, Count> e : ALL.entrySet()) {
      n += e.getKey().property.equals(property) ? e.getValue().tries : 0;
    }
    return n;
  }

  /// A line for each property, in words.
  static String summary() {
    StringBuilder text = new StringBuilder();
    for (String property : properties()) {
      text.append(property).append(": ").append(tries(property));
      text.append(" tries, largest error ").append(largestError(property)).append('\n');
    }
    return text.toString();
  }

  /// The largest error of a property.
  static double largestError(String property) {
    double largest = 0;
    for (Map.Entry<Key, Count> e : ALL.entrySet()) {
      boolean its = e.getKey().property.equals(property);
      largest = its ? Math.max(largest, e.getValue().error) : largest;
    }
    return largest;
  }

  /// Writes one file for each property into a folder, sorted by subject and backend.
  static void write(Path folder) throws IOException {
    for (String property : properties()) {
      StringBuilder text = new StringBuilder(HEADER);
      ALL.entrySet().stream()
          .filter(e -> e.getKey().property.equals(property))
          .sorted(
              Comparator.comparing((Map.Entry<Key, Count> e) -> e.getKey().subject)
                  .thenComparing(e -> e.getKey().backend))
          .forEach(
              e ->
                  text.append(e.getKey().subject)
                      .append(',')
                      .append(e.getKey().backend)
                      .append(',')
                      .append(e.getValue().tries)
                      .append(',')
                      .append(e.getValue().error)
                      .append('\n'));
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(property + ".csv"), text);
    }
  }

  /// What one property saw of one subject, or null.
  static Count of(String property, String subject, String backend) {
    return ALL.get(new Key(property, subject, backend));
  }

  /// The properties that were tried.
  static Iterable<String> properties() {
    return ALL.keySet().stream().map(Key::property).distinct().sorted().toList();
  }
}
