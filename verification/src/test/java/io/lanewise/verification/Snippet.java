package io.lanewise.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A block of Java in a document: what stands between "```java" and "```" in Markdown, or in the
/// `///` comments of a source file.
///
/// @param file as messages name it
/// @param line the number of its first line of code, from 1
/// @param code the lines
record Snippet(String file, int line, List<String> code) {
  private static final String COMMENT = "///";

  /// The snippets of a file.
  ///
  /// @param name what messages call it
  static List<Snippet> in(Path path, String name) throws IOException {
    return in(Files.readAllLines(path), name);
  }

  static List<Snippet> in(List<String> lines, String name) {
    boolean source = name.endsWith(".java");
    List<Snippet> found = new ArrayList<>();
    Snippet open = null;
    for (int i = 0; i < lines.size(); i++) {
      String text = source ? comment(lines.get(i)) : lines.get(i);
      if (open == null) {
        open = text != null && text.strip().equals("```java") ? begin(name, i + 2) : null;
      } else if (text == null) {
        break;
      } else if (text.strip().equals("```")) {
        found.add(open);
        open = null;
      } else {
        open.code.add(text);
      }
    }
    if (open != null) {
      throw new AssertionError(open + ": this block has no end");
    }
    return found;
  }

  private static Snippet begin(String name, int line) {
    return new Snippet(name, line, new ArrayList<>());
  }

  /// The text of a `///` line, or null if it is none.
  private static String comment(String line) {
    String text = line.strip();
    if (!text.startsWith(COMMENT)) {
      return null;
    }
    text = text.substring(COMMENT.length());
    return text.startsWith(" ") ? text.substring(1) : text;
  }

  /// `README.md:23`
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
