package io.lanewise.picture;

import java.util.Arrays;

/// A graph in layers whose every segment leads from one layer to the next: an edge over several
/// layers passes through a bend in each one between.
///
/// Vertices are the nodes, by number, and the bends behind them. Edges are split shortest first
/// while the bends stay within a few times the size of the graph; what is longer is drawn straight
/// across. That bounds the memory for graphs of many long edges, such as a tape with its backward
/// pass.
final class LayeredGraph {
  private static final int BENDS_PER_ELEMENT = 8;
  private static final int BENDS_ALWAYS = 2000;

  /// How many of the vertices are nodes.
  final int nodes;

  /// The layer of each vertex.
  final int[] layer;

  /// The vertices of each layer.
  final int[][] layers;

  /// Where each segment starts and ends, one layer further down.
  final int[] upper;

  final int[] lower;

  /// The edge that each segment is a part of.
  final int[] edgeOf;

  /// The segments of edge e are `firstSegment[e]` to `firstSegment[e + 1]`, from the top; none
  /// where the edge is drawn straight across.
  final int[] firstSegment;

  private LayeredGraph(int nodes, int[] layer, int[] upper, int[] lower, int[] first) {
    this.nodes = nodes;
    this.layer = layer;
    this.upper = upper;
    this.lower = lower;
    this.firstSegment = first;
    this.edgeOf = new int[upper.length];
    for (int e = 0; e + 1 < first.length; e++) {
      Arrays.fill(edgeOf, first[e], first[e + 1], e);
    }
    this.layers = byLayer(layer);
  }

  /// Splits the edges.
  ///
  /// @param nodeLayer the layer of each node; every edge must lead downward
  static LayeredGraph of(int[] nodeLayer, int[] from, int[] to) {
    int nodes = nodeLayer.length;
    int longest = longestSplit(nodeLayer, from, to);
    int[] first = new int[from.length + 1];
    int bends = 0;
    for (int e = 0; e < from.length; e++) {
      int span = nodeLayer[to[e]] - nodeLayer[from[e]];
      boolean split = span <= longest;
      first[e + 1] = first[e] + (split ? span : 0);
      bends += split ? span - 1 : 0;
    }
    int[] layer = Arrays.copyOf(nodeLayer, nodes + bends);
    int[] upper = new int[first[from.length]];
    int[] lower = new int[upper.length];
    int bend = nodes;
    for (int e = 0; e < from.length; e++) {
      int above = from[e];
      for (int s = first[e]; s < first[e + 1]; s++) {
        int below = to[e];
        if (s + 1 < first[e + 1]) {
          below = bend++;
          layer[below] = layer[above] + 1;
        }
        upper[s] = above;
        lower[s] = below;
        above = below;
      }
    }
    return new LayeredGraph(nodes, layer, upper, lower, first);
  }

  /// The longest span still split, found by counting the edges of each span.
  private static int longestSplit(int[] layer, int[] from, int[] to) {
    int deepest = 0;
    for (int l : layer) {
      deepest = Math.max(deepest, l);
    }
    int[] edgesOfSpan = new int[deepest + 1];
    for (int e = 0; e < from.length; e++) {
      edgesOfSpan[layer[to[e]] - layer[from[e]]]++;
    }
    long room = BENDS_ALWAYS + (long) BENDS_PER_ELEMENT * (layer.length + from.length);
    int span = 1;
    while (span < edgesOfSpan.length) {
      room -= (long) edgesOfSpan[span] * (span - 1);
      if (room < 0) {
        break;
      }
      span++;
    }
    return span - 1;
  }

  private static int[][] byLayer(int[] layer) {
    int count = 0;
    for (int l : layer) {
      count = Math.max(count, l + 1);
    }
    int[] sizes = new int[count];
    for (int l : layer) {
      sizes[l]++;
    }
    int[][] layers = new int[count][];
    for (int l = 0; l < count; l++) {
      layers[l] = new int[sizes[l]];
      sizes[l] = 0;
    }
    for (int v = 0; v < layer.length; v++) {
      layers[layer[v]][sizes[layer[v]]++] = v;
    }
    return layers;
  }

  boolean isBend(int vertex) {
    return vertex >= nodes;
  }

  int vertices() {
    return layer.length;
  }
}
