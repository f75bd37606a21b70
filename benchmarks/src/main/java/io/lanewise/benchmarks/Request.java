package io.lanewise.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a command line asks for.
///
/// @param names of suites, at least one
/// @param settings how much is measured
/// @param threads of the engine and of peers
/// @param peers whether other libraries take part
/// @param json where JMH's results go, or null
/// @param page where the page goes, or null
/// @param command the whole line, for the page to name
record Request(
    List<String> names,
    Settings settings,
    int threads,
    boolean peers,
    Path json,
    Path page,
    String command) {
  static final String OPTIONS =
      """
        --json FILE    writes the results in JMH's own JSON format
        --page FILE    writes the page of results, such as benchmarks/README.md
        --peers        beside other libraries, for kernels and for training (some 500 MB once)
        --threads N    threads of the engine and of other libraries (default 1)
        --rounds N     rounds that count (default 11, quick 3)
        --millis N     that each contender runs for in a round (default 20, quick 8)
        --only WORDS   rows that have these words, such as "256x256x256 NT" or 10000
        --quick        fewer and shorter rounds, without the largest shapes
        --help         this text
      """;

  /// @throws UsageException if it asks for what there is not
  static Request parse(List<String> words, List<String> known) {
    List<String> names = new ArrayList<>();
    Path json = null;
    Path page = null;
    boolean peers = false;
    boolean quick = false;
    String only = "";
    int threads = 1;
    int rounds = 0;
    int millis = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals < 0 ? word : word.substring(0, equals);
      switch (option) {
        case "--peers" -> peers = true;
        case "--quick" -> quick = true;
        case "--json", "--page", "--threads", "--rounds", "--millis", "--only" -> {
          String value = equals >= 0 ? word.substring(equals + 1) : value(words, ++i, option);
          switch (option) {
            case "--json" -> json = file(option, value);
            case "--page" -> page = file(option, value);
            case "--only" -> only = value;
            case "--threads" -> threads = number(option, value, 64);
            case "--rounds" -> rounds = number(option, value, 1000);
            default -> millis = number(option, value, 10_000);
          }
        }
        default -> names.addAll(named(word, known));
      }
    }
    if (names.isEmpty()) {
      throw new UsageException("a NAME is missing: all, " + String.join(", ", known));
    }
    rounds = rounds > 0 ? rounds : quick ? 3 : 11;
    millis = millis > 0 ? millis : quick ? 8 : 20;
    return new Request(
        names.stream().distinct().toList(),
        new Settings(rounds, millis, quick, quick ? 6 : 15, only),
        threads,
        peers,
        json,
        page,
        "./lanewise bench " + String.join(" ", words));
  }

  private static List<String> named(String word, List<String> known) {
    if (word.startsWith("-")) {
      throw new UsageException("unknown option " + word + "; --help lists all");
    }
    if (word.equals("all")) {
      return known;
    }
    if (!known.contains(word)) {
      throw new UsageException(
          "unknown benchmark " + word + "; there are all, " + String.join(", ", known));
    }
    return List.of(word);
  }

  private static String value(List<String> words, int at, String option) {
    if (at == words.size() || words.get(at).startsWith("--")) {
      throw new UsageException(option + " needs a value");
    }
    return words.get(at);
  }

  /// A file that can be written, or minutes would be lost.
  private static Path file(String option, String value) {
    Path file = Path.of(value).toAbsolutePath();
    if (Files.isDirectory(file) || !Files.isWritable(file.getParent())) {
      throw new UsageException(option + " " + value + ": no file can be written there");
    }
    return file;
  }

  private static int number(String option, String value, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of bounds.
    }
    throw new UsageException(option + " " + value + ": not a whole number from 1 to " + most);
  }
}
