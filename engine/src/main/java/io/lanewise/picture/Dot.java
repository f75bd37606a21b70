package io.lanewise.picture;

/// Writes a graph in the DOT language of Graphviz (<https://graphviz.org/doc/info/lang.html>).
///
/// Nodes are named by number, so that no id needs escaping as a name; their labels carry the text.
final class Dot {
  private Dot() {}

  static String of(Graph graph) {
    StringBuilder out = new StringBuilder("digraph ");
    quote(graph.title(), out);
    out.append(" {\n  rankdir=TB;\n");
    out.append(
        "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];\n");
    out.append("  edge [color=\"#8d97a2\", fontname=\"sans-serif\", fontsize=9];\n");
    for (int i = 0; i < graph.nodes().size(); i++) {
      Graph.Node node = graph.nodes().get(i);
      out.append("  n").append(i).append(" [label=");
      quote(String.join("\n", node.lines()), out);
      out.append(attributes(node.kind())).append("];\n");
    }
    for (Graph.Edge edge : graph.edges()) {
      out.append("  n").append(edge.from()).append(" -> n").append(edge.to());
      if (!edge.label().isEmpty()) {
        out.append(" [label=");
        quote(edge.label(), out);
        out.append(']');
      }
      out.append(";\n");
    }
    return out.append("}\n").toString();
  }

  private static String attributes(Graph.Kind kind) {
    return switch (kind) {
      case INPUT -> ", shape=ellipse, style=filled, fillcolor=\"#e7f0f7\", color=\"#0b6bb0\"";
      case PARAMETER -> ", style=filled, fillcolor=\"#faeee6\", color=\"#cf560a\"";
      case OPERATION -> ", fillcolor=\"#eeeff0\", color=\"#56606b\"";
      case OUTPUT -> ", shape=ellipse, style=filled, fillcolor=\"#e7f3f0\", color=\"#0a8a66\"";
    };
  }

  /// A quoted string. In labels Graphviz reads backslashes as escapes and `&` as the start of an
  /// HTML entity, so both are escaped, not only quotes.
  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '&' -> out.append("&amp;");
        case '\n' -> out.append("\\n");
        case '\r', '\t' -> out.append(' ');
        default -> out.appendCodePoint(Markup.printable(c));
      }
    }
    out.append('"');
  }
}
