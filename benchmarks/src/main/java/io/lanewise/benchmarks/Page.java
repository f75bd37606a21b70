package io.lanewise.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The page of results: a frame of text, the machine, and the tables of one run.
final class Page {
  private final String machine;
  private final String command;
  private final List<String> sections = new ArrayList<>();

  Page(String machine, String command) {
    this.machine = machine;
    this.command = command;
  }

  void add(Suite suite, String report) {
    sections.add("## " + suite.name() + "\n\nMeasured: " + suite.summary() + ".\n\n" + report);
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
