package io.lanewise.picture;

/// Writes a graph as a Mermaid flowchart (<https://mermaid.js.org/syntax/flowchart.html>).
final class Mermaid {
  private Mermaid() {}

  static String of(Graph graph) {
    StringBuilder out = new StringBuilder("flowchart TB\n  accTitle: ");
    String title = graph.title();
    for (int i = 0; i < title.length(); ) {
      int c = title.codePointAt(i);
      i += Character.charCount(c);
      // The title ends with its line, and these would start a comment, a code or a statement.
      boolean special = c < ' ' || c == ';' || c == '#' || c == '%' || c == '{' || c == '}';
      out.appendCodePoint(special ? ' ' : Markup.printable(c));
    }
    out.append('\n');
    for (int i = 0; i < graph.nodes().size(); i++) {
      Graph.Node node = graph.nodes().get(i);
      boolean pill = node.kind() == Graph.Kind.INPUT || node.kind() == Graph.Kind.OUTPUT;
      boolean round = node.kind() == Graph.Kind.OPERATION;
      out.append("  n").append(i).append(pill ? "([" : round ? "(" : "[");
      quote(String.join("\n", node.lines()), out);
      out.append(pill ? "])" : round ? ")" : "]")
          .append(":::")
          .append(node.kind().word)
          .append('\n');
    }
    for (Graph.Edge edge : graph.edges()) {
      out.append("  n").append(edge.from()).append(" -->");
      if (!edge.label().isEmpty()) {
        out.append('|');
        quote(edge.label(), out);
        out.append('|');
      }
      out.append(" n").append(edge.to()).append('\n');
    }
    return out.append(
            """
              classDef input fill:#e7f0f7,stroke:#0b6bb0,color:#1b2128
              classDef parameter fill:#faeee6,stroke:#cf560a,color:#1b2128
              classDef operation fill:#eeeff0,stroke:#56606b,color:#1b2128
              classDef output fill:#e7f3f0,stroke:#0a8a66,color:#1b2128
            """)
        .toString();
  }

  /// A quoted string. Quotes, Mermaid's own `#`, Markdown's marks and what HTML would read become
  /// character codes.
  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"', '#', '&', '<', '>', '`', '*', '_', '\\' -> out.append('#').append(c).append(';');
        case '\n' -> out.append("<br/>");
        case '\r', '\t' -> out.append(' ');
        default -> out.appendCodePoint(Markup.printable(c));
      }
    }
    out.append('"');
  }
}
