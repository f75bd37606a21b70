package io.lanewise.cli;

import java.util.List;

/// An option of a command.
///
/// @param name without the dashes
/// @param value what stands for the value in the help; null if the option takes none
/// @param choices the only values there are; empty if any may be given
/// @param optional whether the value may be left out, which means the first choice
/// @param fallback the value if the option is not given; null for none
/// @param help one line
record Option(
    String name,
    String value,
    List<String> choices,
    boolean optional,
    String fallback,
    String help) {
  static Option flag(String name, String help) {
    return new Option(name, null, List.of(), false, null, help);
  }

  static Option value(String name, String value, String fallback, String help) {
    return new Option(name, value, List.of(), false, fallback, help);
  }

  static Option choice(String name, List<String> choices, String fallback, String help) {
    return new Option(name, String.join("|", choices), choices, false, fallback, help);
  }

  static Option optionalChoice(String name, List<String> choices, String help) {
    return new Option(name, "[" + String.join("|", choices) + "]", choices, true, null, help);
  }

  boolean takesValue() {
    return value != null;
  }

  /// How the option is written, with its value.
  String synopsis() {
    return "--" + name + (value == null ? "" : " " + value);
  }
}
