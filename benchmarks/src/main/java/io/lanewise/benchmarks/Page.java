package io.lanewise.benchmarks;

import io.lanewise.picture.Svg;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page of results: a frame of text, the machine, and the tables of one run.
final class Page {
  private final String machine;
  private final String command;
  private final List<String> sections = new ArrayList<>();

  /// By where they lie, seen from the page.
  private final Map<String, Svg> pictures = new LinkedHashMap<>();

  Page(String machine, String command) {
    this.machine = machine;
    this.command = command;
  }

  /// @param picture of its figures, or null
  void add(Suite suite, String report, Svg picture) {
    StringBuilder s = new StringBuilder("## ").append(suite.name()).append("\n\nMeasured: ");
    s.append(suite.summary()).append(".\n\n");
    if (picture != null) {
      String file = "docs/" + suite.name() + ".svg";
      pictures.put(file, picture);
      s.append("![").append(picture.title()).append("](").append(file).append(")\n\n");
    }
    sections.add(s.append(report).toString());
  }

  /// Writes the page, and its pictures to a folder beside it.
  void write(Path file) throws IOException {
    for (Map.Entry<String, Svg> picture : pictures.entrySet()) {
      Path to = file.resolveSibling(picture.getKey());
      Files.createDirectories(to.getParent());
      Files.writeString(to, picture.getValue().toString());
    }
    Files.writeString(file, text());
  }

  /// The page in Markdown.
  String text() throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("page.md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${command}", command)
          .replace("${machine}", machine.strip())
          .replace("${results}", String.join("\n", sections).strip());
    }
  }
}
