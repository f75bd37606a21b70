package io.lanewise.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A directed acyclic graph to be drawn, such as the operations of a tape, as DOT, Mermaid or SVG.
///
/// Nodes are added before the edges between them. The order in which both are added breaks ties in
/// the drawing: the first edge into a node continues the main line.
///
/// ```java
/// Graph graph = new Graph("one layer")
///     .node("x", Graph.Kind.INPUT, "x")
///     .node("w", Graph.Kind.PARAMETER, "0.weight", "[50,784]")
///     .node("h", Graph.Kind.OPERATION, "matmul")
///     .edge("x", "h", "[64,784]")
///     .edge("w", "h");
/// ```
public final class Graph {
  /// What a node stands for; it sets the node's colour and shape.
  public enum Kind {
    /// Data that changes from step to step.
    INPUT("input"),
    /// What training changes.
    PARAMETER("parameter"),
    /// Something computed from its predecessors.
    OPERATION("operation"),
    /// What the graph is computed for, such as a loss.
    OUTPUT("output");

    /// The name in pictures.
    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /// A node; its number is its place in the list of nodes.
  record Node(String id, Kind kind, List<String> lines) {}

  /// An edge between two nodes by number; an empty label is none.
  record Edge(int from, int to, String label) {}

  private final String title;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /// A graph without nodes.
  public Graph(String title) {
    this.title = title;
  }

  /// Adds a node.
  ///
  /// @param id what edges call it; a node without lines shows its id
  /// @throws IllegalArgumentException if there is a node of this id
  public Graph node(String id, Kind kind, String... lines) {
    if (numbers.putIfAbsent(id, nodes.size()) != null) {
      throw new IllegalArgumentException(
          "graph " + title + ": there is a node " + id + " already; ids must differ");
    }
    nodes.add(new Node(id, kind, lines.length == 0 ? List.of(id) : List.of(lines)));
    return this;
  }

  /// Adds an edge without a label.
  ///
  /// @throws IllegalArgumentException if one of the nodes does not exist
  public Graph edge(String from, String to) {
    return edge(from, to, "");
  }

  /// Adds an edge with a label, such as the shape of what flows along it.
  ///
  /// @throws IllegalArgumentException if one of the nodes does not exist
  public Graph edge(String from, String to, String label) {
    edges.add(new Edge(number(from), number(to), label));
    return this;
  }

  private int number(String id) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalArgumentException(
          "graph " + title + ": an edge names " + id + ", which is no node; add the node first");
    }
    return number;
  }

  /// The graph in the language of Graphviz.
  public String toDot() {
    return Dot.of(this);
  }

  /// The graph in the language of Mermaid. Mermaid itself refuses more than 500 edges unless its
  /// `maxEdges` is raised.
  public String toMermaid() {
    return Mermaid.of(this);
  }

  /// The graph drawn in layers, every edge downward.
  ///
  /// Time and memory are about linear in the number of nodes and edges, and nothing recurses.
  ///
  /// @throws IllegalArgumentException if there is a cycle, with a node on it or behind it named
  public Svg toSvg() {
    return GraphPicture.of(this);
  }

  String title() {
    return title;
  }

  List<Node> nodes() {
    return nodes;
  }

  List<Edge> edges() {
    return edges;
  }
}
