package io.lanewise.picture;

/// The neighbours of each vertex in one direction, in arrays: those of v stand at the indices
/// `begin(v)` to `end(v)`, in the order of the edges.
final class Adjacency {
  private final int[] begin;
  private final int[] neighbour;
  private final int[] edge;

  private Adjacency(int[] begin, int[] neighbour, int[] edge) {
    this.begin = begin;
    this.neighbour = neighbour;
    this.edge = edge;
  }

  /// For each edge e, `to[e]` becomes a neighbour of `from[e]`.
  static Adjacency of(int vertices, int[] from, int[] to) {
    int[] begin = new int[vertices + 1];
    for (int v : from) {
      begin[v + 1]++;
    }
    for (int v = 0; v < vertices; v++) {
      begin[v + 1] += begin[v];
    }
    int[] next = begin.clone();
    int[] neighbour = new int[from.length];
    int[] edge = new int[from.length];
    for (int e = 0; e < from.length; e++) {
      int at = next[from[e]]++;
      neighbour[at] = to[e];
      edge[at] = e;
    }
    return new Adjacency(begin, neighbour, edge);
  }

  int vertices() {
    return begin.length - 1;
  }

  int degree(int v) {
    return begin[v + 1] - begin[v];
  }

  int begin(int v) {
    return begin[v];
  }

  int end(int v) {
    return begin[v + 1];
  }

  /// The neighbour at an index.
  int neighbour(int index) {
    return neighbour[index];
  }

  /// The edge to the neighbour at an index.
  int edge(int index) {
    return edge[index];
  }
}
