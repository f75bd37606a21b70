package io.lanewise.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/// A row of a table: the parameters of a benchmark except for the contender.
///
/// @param parameters their values by name, in the order of the table's columns
record Cell(Map<String, String> parameters) {
  /// @param pairs name, value, name, value …
  static Cell of(String... pairs) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return new Cell(parameters);
  }

  /// With one more parameter.
  Cell with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Cell(more);
  }

  String get(String name) {
    return parameters.get(name);
  }

  int number(String name) {
    return Integer.parseInt(get(name));
  }

  @Override
  public String toString() {
    return String.join(" ", parameters.values());
  }
}
