package io.lanewise.cli;

import io.lanewise.text.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;

/// The options of a command as they were given, `--name value` or `--name=value`; of an option that
/// is given twice the last counts.
final class Arguments {
  private final List<Option> options;
  private final Map<String, String> given = new HashMap<>();

  private Arguments(List<Option> options) {
    this.options = options;
  }

  /// @throws UsageException if an option is unknown, a value missing, unwanted or none of the
  ///     choices
  static Arguments parse(List<Option> options, List<String> words) {
    Arguments arguments = new Arguments(options);
    for (int i = 0; i < words.size(); i++) {
      i += arguments.take(words, i);
    }
    return arguments;
  }

  /// Takes the option at a word; 1 if the next word was its value.
  private int take(List<String> words, int at) {
    String word = words.get(at);
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Option option = name.startsWith("--") ? find(name.substring(2)) : null;
    if (option == null) {
      throw unknown(name);
    }
    if (!option.takesValue()) {
      if (equals >= 0) {
        throw new UsageException(name + " takes no value; write " + name + " alone");
      }
      given.put(option.name(), "");
      return 0;
    }
    if (equals >= 0) {
      given.put(option.name(), checked(option, word.substring(equals + 1)));
      return 0;
    }
    String next = at + 1 < words.size() ? words.get(at + 1) : null;
    if (option.optional() && (next == null || !option.choices().contains(next))) {
      if (next != null && !next.startsWith("--")) {
        throw notAChoice(option, next);
      }
      given.put(option.name(), option.choices().get(0));
      return 0;
    }
    if (next == null || next.startsWith("--")) {
      throw new UsageException(name + " needs a value: " + option.synopsis());
    }
    given.put(option.name(), checked(option, next));
    return 1;
  }

  private Option find(String name) {
    for (Option o : options) {
      if (o.name().equals(name)) {
        return o;
      }
    }
    return null;
  }

  private UsageException unknown(String word) {
    int dashes = 0;
    while (dashes < word.length() && word.charAt(dashes) == '-') {
      dashes++;
    }
    String nearest = nearest(word.substring(dashes), options);
    if (dashes == 0) {
      return new UsageException(
          "unexpected '"
              + word
              + "'; options begin with --"
              + (nearest == null ? "" : ", did you mean --" + nearest + "?"));
    }
    return new UsageException(
        "unknown option "
            + word
            + (nearest == null ? "; --help lists all" : "; did you mean --" + nearest + "?"));
  }

  /// A name that begins so or, if there is none, one that is spelt like it.
  private static String nearest(String word, List<Option> options) {
    List<String> names = new ArrayList<>();
    for (Option o : options) {
      if (word.length() > 1 && o.name().startsWith(word)) {
        return o.name();
      }
      names.add(o.name());
    }
    return word.isEmpty() ? null : Spelling.nearest(word, names);
  }

  private static String checked(Option option, String value) {
    if (value.isEmpty()) {
      throw new UsageException("--" + option.name() + " needs a value: " + option.synopsis());
    }
    if (!option.choices().isEmpty() && !option.choices().contains(value)) {
      throw notAChoice(option, value);
    }
    return value;
  }

  private static UsageException notAChoice(Option option, String value) {
    String nearest = Spelling.nearest(value, option.choices());
    return new UsageException(
        "--"
            + option.name()
            + " "
            + value
            + ": not one of "
            + String.join(", ", option.choices())
            + (nearest == null ? "" : "; did you mean " + nearest + "?"));
  }

  /// Whether the option was given.
  boolean has(String name) {
    return given.containsKey(name);
  }

  /// The value, or what stands for it if none was given; null if nothing does.
  String text(String name) {
    String value = given.get(name);
    return value == null ? find(name).fallback() : value;
  }

  /// The value of an option that has to be given.
  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new UsageException(find(name).synopsis() + " is missing");
    }
    return value;
  }

  int integer(String name, int least, int most) {
    return (int) whole(name, least, most);
  }

  /// A whole number of these bounds.
  long whole(String name, long least, long most) {
    String value = text(name);
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of bounds.
    }
    String bounds = least == Long.MIN_VALUE ? " of 64 bits" : " from " + least + " to " + most;
    throw new UsageException("--" + name + " " + value + ": not a whole number" + bounds);
  }

  /// A number of a range.
  ///
  /// @param range the range in words, such as `above 0`
  double number(String name, DoublePredicate within, String range) {
    String value = text(name);
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number) && within.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new UsageException("--" + name + " " + value + ": not a number " + range);
  }
}
