package io.lanewise.picture;

import java.util.Arrays;

/// Puts the nodes of a directed acyclic graph into layers such that every edge leads downward.
///
/// The layer of a node is its longest path from a source; then nodes that more edges leave than
/// enter sink to just above their uses, which brings parameters beside the operations they feed.
final class Layering {
  private final Adjacency out;
  private final Adjacency in;
  private final int[] layer;

  private Layering(Adjacency out, Adjacency in) {
    this.out = out;
    this.in = in;
    this.layer = new int[out.vertices()];
  }

  /// The layer of each node, from 0 at the top, or null where there is a cycle; then
  /// [#onOrBehindCycle] names a node.
  static int[] layers(int nodes, int[] from, int[] to) {
    Layering layering = new Layering(Adjacency.of(nodes, from, to), Adjacency.of(nodes, to, from));
    int[] order = layering.topologicalOrder();
    if (order.length < nodes) {
      return null;
    }
    layering.descend(order);
    layering.sink(order);
    return layering.layer;
  }

  /// A node that no topological order reaches.
  static int onOrBehindCycle(int nodes, int[] from, int[] to) {
    int[] order =
        new Layering(Adjacency.of(nodes, from, to), Adjacency.of(nodes, to, from))
            .topologicalOrder();
    boolean[] reached = new boolean[nodes];
    for (int node : order) {
      reached[node] = true;
    }
    int node = 0;
    while (reached[node]) {
      node++;
    }
    return node;
  }

  /// Kahn's algorithm: the nodes in an order in which every edge leads forward; nodes on or behind
  /// a cycle are missing.
  private int[] topologicalOrder() {
    int n = layer.length;
    int[] waiting = new int[n];
    int[] order = new int[n];
    int end = 0;
    for (int v = 0; v < n; v++) {
      waiting[v] = in.degree(v);
      if (waiting[v] == 0) {
        order[end++] = v;
      }
    }
    for (int next = 0; next < end; next++) {
      int v = order[next];
      for (int i = out.begin(v); i < out.end(v); i++) {
        int w = out.neighbour(i);
        if (--waiting[w] == 0) {
          order[end++] = w;
        }
      }
    }
    return Arrays.copyOf(order, end);
  }

  private void descend(int[] order) {
    for (int v : order) {
      for (int i = out.begin(v); i < out.end(v); i++) {
        int w = out.neighbour(i);
        layer[w] = Math.max(layer[w], layer[v] + 1);
      }
    }
  }

  /// Backwards, so that a parameter can follow the node it feeds.
  private void sink(int[] order) {
    for (int i = order.length - 1; i >= 0; i--) {
      int v = order[i];
      if (out.degree(v) > 0 && in.degree(v) <= out.degree(v)) {
        int lowest = Integer.MAX_VALUE;
        for (int j = out.begin(v); j < out.end(v); j++) {
          lowest = Math.min(lowest, layer[out.neighbour(j)] - 1);
        }
        layer[v] = lowest;
      }
    }
  }
}
