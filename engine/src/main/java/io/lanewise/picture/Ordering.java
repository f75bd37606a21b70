package io.lanewise.picture;

import java.util.Arrays;

/// Orders the vertices within each layer so that few segments cross: sweeps down and up that sort
/// every layer by the mean position of its neighbours (Sugiyama, Tagawa and Toda, 1981), of which
/// the best is kept.
final class Ordering {
  private static final int SWEEPS = 8;

  private final LayeredGraph graph;
  private final Adjacency up;
  private final Adjacency down;
  private final int[] position;

  private Ordering(LayeredGraph graph) {
    this.graph = graph;
    this.up = Adjacency.of(graph.vertices(), graph.lower, graph.upper);
    this.down = Adjacency.of(graph.vertices(), graph.upper, graph.lower);
    this.position = new int[graph.vertices()];
  }

  /// Orders `graph.layers` in place.
  static void order(LayeredGraph graph) {
    Ordering ordering = new Ordering(graph);
    ordering.sourcesLast();
    int[][] best = copy(graph.layers);
    long fewest = ordering.crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      ordering.sweep(sweep % 2 == 0);
      long crossings = ordering.crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(graph.layers);
      }
    }
    System.arraycopy(best, 0, graph.layers, 0, best.length);
  }

  /// Sources that sank beside the main line, mostly parameters, start on its right.
  private void sourcesLast() {
    for (int l = 0; l < graph.layers.length; l++) {
      int[] vertices = graph.layers[l];
      long[] keys = new long[vertices.length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = (up.degree(vertices[i]) == 0 ? 1L << 32 : 0) | i;
      }
      sort(vertices, keys);
    }
  }

  private void sweep(boolean downward) {
    Adjacency neighbours = downward ? up : down;
    int count = graph.layers.length;
    for (int i = 1; i < count; i++) {
      int[] vertices = graph.layers[downward ? i : count - 1 - i];
      long[] keys = new long[vertices.length];
      for (int k = 0; k < keys.length; k++) {
        // Positions are not negative, so the bits of a float sort like the float; the index behind
        // them breaks ties by the old order.
        float mean = meanPosition(neighbours, vertices[k]);
        keys[k] = (long) Float.floatToIntBits(mean) << 32 | k;
      }
      sort(vertices, keys);
    }
  }

  private float meanPosition(Adjacency neighbours, int v) {
    if (neighbours.degree(v) == 0) {
      return position[v];
    }
    double sum = 0;
    for (int i = neighbours.begin(v); i < neighbours.end(v); i++) {
      sum += position[neighbours.neighbour(i)];
    }
    return (float) (sum / neighbours.degree(v));
  }

  /// Sorts a layer by keys whose lower half is the index into the layer.
  private void sort(int[] vertices, long[] keys) {
    int[] before = vertices.clone();
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      vertices[i] = before[(int) keys[i]];
      position[vertices[i]] = i;
    }
  }

  /// How many pairs of segments cross: for each layer, inversions of the lower ends among the
  /// segments sorted by their upper ends, counted in a Fenwick tree.
  private long crossings() {
    long crossings = 0;
    for (int l = 0; l + 1 < graph.layers.length; l++) {
      int[] seen = new int[graph.layers[l + 1].length + 1];
      int total = 0;
      for (int v : graph.layers[l]) {
        // Segments from one vertex do not cross each other, so all are counted before any is added.
        for (int i = down.begin(v); i < down.end(v); i++) {
          crossings += total - seenUpTo(seen, position[down.neighbour(i)]);
        }
        for (int i = down.begin(v); i < down.end(v); i++) {
          see(seen, position[down.neighbour(i)]);
          total++;
        }
      }
    }
    return crossings;
  }

  private static int seenUpTo(int[] tree, int position) {
    int sum = 0;
    for (int i = position + 1; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }

  private static void see(int[] tree, int position) {
    for (int i = position + 1; i < tree.length; i += i & -i) {
      tree[i]++;
    }
  }

  private static int[][] copy(int[][] layers) {
    int[][] copy = new int[layers.length][];
    for (int l = 0; l < layers.length; l++) {
      copy[l] = layers[l].clone();
    }
    return copy;
  }
}
