package io.lanewise.picture;

import java.util.Arrays;
import java.util.List;

/// Draws a graph in layers, edges as curves that leave and arrive vertically.
final class GraphPicture {
  private static final double FONT = 12;
  private static final double SMALL = 11;
  private static final double LINE = 16;
  private static final double WIDEST = 260;
  private static final double MARGIN = 12;
  private static final double TOP = 62;
  private static final double GAP = 30;
  private static final double ARROW = 7;

  private final Graph graph;
  private final LayeredGraph layered;
  private final double[] width;
  private final double[] height;
  private final double[] reach;
  private final double[] x;
  private final double[] top;
  private final double[] bottom;

  private GraphPicture(Graph graph, LayeredGraph layered) {
    this.graph = graph;
    this.layered = layered;
    this.width = new double[layered.vertices()];
    this.height = new double[layered.vertices()];
    measure();
    Ordering.order(layered);
    this.reach = reach();
    this.x = Placement.place(layered, reach);
    this.top = new double[layered.layers.length];
    this.bottom = new double[layered.layers.length];
  }

  static Svg of(Graph graph) {
    int n = graph.nodes().size();
    int m = graph.edges().size();
    int[] from = new int[m];
    int[] to = new int[m];
    for (int e = 0; e < m; e++) {
      from[e] = graph.edges().get(e).from();
      to[e] = graph.edges().get(e).to();
    }
    int[] layers = Layering.layers(n, from, to);
    if (layers == null) {
      throw new IllegalArgumentException(
          "graph "
              + graph.title()
              + ": node "
              + graph.nodes().get(Layering.onOrBehindCycle(n, from, to)).id()
              + " lies on or behind a cycle; only acyclic graphs can be drawn in layers");
    }
    return new GraphPicture(graph, LayeredGraph.of(layers, from, to)).draw();
  }

  private void measure() {
    for (int v = 0; v < layered.nodes; v++) {
      Graph.Node node = graph.nodes().get(v);
      double widest = 40;
      for (int i = 0; i < node.lines().size(); i++) {
        String line = node.lines().get(i);
        double wide = i == 0 ? TextWidth.bold(line, FONT) : TextWidth.of(line, SMALL);
        widest = Math.max(widest, wide);
      }
      width[v] = Math.min(WIDEST, widest) + 24;
      height[v] = 12 + LINE * node.lines().size();
    }
  }

  /// How far each vertex reaches to either side, with the labels of the edges that leave it.
  private double[] reach() {
    double[] reach = new double[layered.vertices()];
    for (int v = 0; v < reach.length; v++) {
      reach[v] = width[v] / 2;
    }
    for (Graph.Edge edge : graph.edges()) {
      double label = Math.min(WIDEST, TextWidth.of(edge.label(), SMALL)) + 6;
      reach[edge.from()] = Math.max(reach[edge.from()], label);
    }
    return reach;
  }

  private Svg draw() {
    double left = 0;
    double right = 0;
    for (int v = 0; v < x.length; v++) {
      left = Math.min(left, x[v] - reach[v]);
      right = Math.max(right, x[v] + reach[v]);
    }
    for (int v = 0; v < x.length; v++) {
      x[v] += MARGIN - left;
    }
    double end = stack();
    double wide = Math.max(right - left + 2 * MARGIN, legend(null));
    Svg svg = new Svg(wide, end + MARGIN, graph.title());
    svg.heading();
    legend(svg);
    for (int e = 0; e < graph.edges().size(); e++) {
      edge(svg, e);
    }
    for (int v = 0; v < layered.nodes; v++) {
      node(svg, v);
    }
    labels(svg);
    return svg;
  }

  /// Gives every layer its band from top to bottom; where edges run far to the side they get more
  /// height, or they would lie almost flat. The end of the last band.
  private double stack() {
    double[] farthest = new double[top.length];
    boolean[] labelled = new boolean[top.length];
    for (int s = 0; s < layered.upper.length; s++) {
      int l = layered.layer[layered.upper[s]];
      double aside = Math.abs(x[layered.upper[s]] - x[layered.lower[s]]);
      farthest[l] = Math.max(farthest[l], aside);
      int e = layered.edgeOf[s];
      labelled[l] |= s == layered.firstSegment[e] && !graph.edges().get(e).label().isEmpty();
    }
    double y = TOP;
    for (int l = 0; l < top.length; l++) {
      double tallest = 0;
      for (int v : layered.layers[l]) {
        tallest = Math.max(tallest, height[v]);
      }
      top[l] = y;
      bottom[l] = y + tallest;
      double aside = Math.min(50, Math.max(0, farthest[l] - 150) / 10);
      y = bottom[l] + GAP + (labelled[l] ? 12 : 0) + aside;
    }
    return top.length == 0 ? TOP : bottom[top.length - 1];
  }

  private double middle(int v) {
    int l = layered.layer[v];
    return (top[l] + bottom[l]) / 2;
  }

  /// The kinds in the graph with their looks; returns the width it takes, and draws nothing
  /// without a picture.
  private double legend(Svg svg) {
    double at = 0;
    for (Graph.Kind kind : Graph.Kind.values()) {
      boolean used = false;
      for (Graph.Node node : graph.nodes()) {
        used |= node.kind() == kind;
      }
      if (used) {
        if (svg != null) {
          box(svg, at + 1, 29, 20, 13, kind, 0.3);
          svg.text(at + 28, 40, kind.word, "muted small");
        }
        at += 44 + TextWidth.of(kind.word, SMALL);
      }
    }
    return at;
  }

  private static void box(
      Svg svg, double x, double y, double w, double h, Graph.Kind kind, double scale) {
    String colour =
        switch (kind) {
          case INPUT -> "c0";
          case PARAMETER -> "c1";
          case OPERATION -> "c6";
          case OUTPUT -> "c2";
        };
    double radius =
        switch (kind) {
          case INPUT, OUTPUT -> Math.min(h / 2, 16);
          case PARAMETER -> 0;
          case OPERATION -> 7 * Math.max(scale, 0.5);
        };
    svg.rect(x, y, w, h, radius, 1, "paper");
    svg.rect(x, y, w, h, radius, 1, "node " + colour);
  }

  private void node(Svg svg, int v) {
    Graph.Node node = graph.nodes().get(v);
    double y = middle(v) - height[v] / 2;
    box(svg, x[v] - width[v] / 2, y, width[v], height[v], node.kind(), 1);
    List<String> lines = node.lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String shown =
          i == 0 ? TextWidth.fitBold(line, FONT, WIDEST) : TextWidth.fit(line, SMALL, WIDEST);
      String ink = i == 0 ? "strong middle" : "muted small middle";
      svg.text(x[v], y + 18 + i * LINE, shown, ink);
    }
  }

  private void edge(Svg svg, int e) {
    Graph.Edge edge = graph.edges().get(e);
    double fromY = middle(edge.from()) + height[edge.from()] / 2;
    double toY = middle(edge.to()) - height[edge.to()] / 2;
    PathData path = new PathData().move(x[edge.from()], fromY);
    int first = layered.firstSegment[e];
    int last = layered.firstSegment[e + 1] - 1;
    double tip = toY - ARROW + 1;
    if (last < first) {
      path.descend(x[edge.from()], fromY, x[edge.to()], tip);
    }
    for (int s = first; s <= last; s++) {
      int above = layered.upper[s];
      int below = layered.lower[s];
      double y0 = bottom[layered.layer[above]];
      double y1 = s == last ? Math.min(top[layered.layer[below]], tip) : top[layered.layer[below]];
      // Straight runs need no points of their own, however many layers they pass.
      if (Math.abs(x[above] - x[below]) > 0.05) {
        path.line(x[above], y0).descend(x[above], y0, x[below], y1);
      }
    }
    path.line(x[edge.to()], tip);
    svg.path(path, last < first ? "edge far" : "edge");
    PathData arrow = new PathData().move(x[edge.to()], toY - 0.5);
    arrow.line(x[edge.to()] + ARROW / 2, tip - 0.5).line(x[edge.to()] - ARROW / 2, tip - 0.5);
    svg.path(arrow.close(), "arrow");
  }

  /// A label that all labelled edges of a node share is written once, beside the start of the
  /// first; where they differ each stands on the middle of its edge's first stretch.
  private void labels(Svg svg) {
    int[] firstLabelled = new int[layered.nodes];
    boolean[] differ = new boolean[layered.nodes];
    Arrays.fill(firstLabelled, -1);
    List<Graph.Edge> edges = graph.edges();
    for (int e = 0; e < edges.size(); e++) {
      Graph.Edge edge = edges.get(e);
      if (!edge.label().isEmpty()) {
        int first = firstLabelled[edge.from()];
        if (first < 0) {
          firstLabelled[edge.from()] = e;
        } else {
          differ[edge.from()] |= !edge.label().equals(edges.get(first).label());
        }
      }
    }
    for (int e = 0; e < edges.size(); e++) {
      int node = edges.get(e).from();
      boolean shared = !differ[node];
      if (!edges.get(e).label().isEmpty() && (differ[node] || firstLabelled[node] == e)) {
        label(svg, e, shared);
      }
    }
  }

  private void label(Svg svg, int e, boolean besideStart) {
    Graph.Edge edge = graph.edges().get(e);
    int layer = layered.layer[edge.from()];
    int first = layered.firstSegment[e];
    double from = x[edge.from()];
    double to = first < layered.firstSegment[e + 1] ? x[layered.lower[first]] : x[edge.to()];
    String shown = TextWidth.fit(edge.label(), SMALL, WIDEST);
    if (!besideStart) {
      double y = (bottom[layer] + top[layer + 1]) / 2;
      svg.text((from + to) / 2, y + 4, shown, "muted small halo middle");
    } else if (to > from + 4) {
      // On the side away from which the edge bends.
      svg.text(from - 5, bottom[layer] + 14, shown, "muted small halo right");
    } else {
      svg.text(from + 5, bottom[layer] + 14, shown, "muted small halo");
    }
  }
}
