package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {
  /// Random acyclic edges: from a lower number to a higher one.
  private static int[][] edges(int nodes, int edges, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] e = new int[2][edges];
    for (int i = 0; i < edges; i++) {
      e[0][i] = random.nextInt(nodes - 1);
      e[1][i] = random.nextInt(e[0][i] + 1, nodes);
    }
    return e;
  }

  @Test
  void everyEdgeLeadsDownward() {
    for (long seed = 0; seed < 50; seed++) {
      int[][] e = edges(40, 60, seed);
      int[] layer = Layering.layers(40, e[0], e[1]);
      for (int i = 0; i < 60; i++) {
        assertTrue(layer[e[0][i]] < layer[e[1][i]]);
      }
    }
  }

  @Test
  void parametersLieJustAboveTheirUse() {
    // 0 → 1 → 2 → 3 is the main line; parameter 4 feeds 3.
    int[] layer = Layering.layers(5, new int[] {0, 1, 2, 4}, new int[] {1, 2, 3, 3});
    assertArrayEquals(new int[] {0, 1, 2, 3, 2}, layer);
  }

  @Test
  void everySegmentLeadsToTheNextLayerAndChainsAreWhole() {
    for (long seed = 0; seed < 20; seed++) {
      int[][] e = edges(40, 60, seed);
      LayeredGraph g = LayeredGraph.of(Layering.layers(40, e[0], e[1]), e[0], e[1]);
      for (int i = 0; i < 60; i++) {
        int at = e[0][i];
        for (int s = g.firstSegment[i]; s < g.firstSegment[i + 1]; s++) {
          assertEquals(at, g.upper[s]);
          assertEquals(g.layer[at] + 1, g.layer[g.lower[s]]);
          at = g.lower[s];
        }
        assertEquals(e[1][i], at);
      }
    }
  }

  @Test
  void orderingKeepsEveryVertexInItsLayer() {
    int[][] e = edges(60, 150, 5);
    LayeredGraph g = LayeredGraph.of(Layering.layers(60, e[0], e[1]), e[0], e[1]);
    Ordering.order(g);
    boolean[] seen = new boolean[g.vertices()];
    for (int l = 0; l < g.layers.length; l++) {
      for (int v : g.layers[l]) {
        assertEquals(l, g.layer[v]);
        assertTrue(!seen[v]);
        seen[v] = true;
      }
    }
    for (boolean s : seen) {
      assertTrue(s);
    }
  }

  @Test
  void orderingUntanglesALadder() {
    // Sources 0..4 lead to sinks in reverse; one layer turned round removes all crossings.
    int[] from = {0, 1, 2, 3, 4};
    int[] to = {9, 8, 7, 6, 5};
    LayeredGraph g = LayeredGraph.of(Layering.layers(10, from, to), from, to);
    Ordering.order(g);
    for (int i = 0; i < 5; i++) {
      assertEquals(9, g.layers[0][i] + g.layers[1][i]);
    }
  }

  @Test
  void verticesOfALayerNeverOverlap() {
    int[][] e = edges(80, 160, 11);
    LayeredGraph g = LayeredGraph.of(Layering.layers(80, e[0], e[1]), e[0], e[1]);
    Ordering.order(g);
    double[] reach = new double[g.vertices()];
    Arrays.fill(reach, 0, 80, 30);
    double[] x = Placement.place(g, reach);
    for (int[] vertices : g.layers) {
      for (int k = 1; k < vertices.length; k++) {
        int a = vertices[k - 1];
        int b = vertices[k];
        assertTrue(x[a] + reach[a] < x[b] - reach[b]);
      }
    }
  }

  @Test
  void theMainLineRunsStraightDownPastItsParameters() {
    // Operations 0 → 1 → 2 → 3, each with a parameter as its second operand.
    int[] from = {0, 1, 2, 4, 5, 6};
    int[] to = {1, 2, 3, 1, 2, 3};
    LayeredGraph g = LayeredGraph.of(Layering.layers(7, from, to), from, to);
    Ordering.order(g);
    double[] reach = new double[7];
    Arrays.fill(reach, 40);
    double[] x = Placement.place(g, reach);
    for (int v = 1; v < 4; v++) {
      assertEquals(x[0], x[v], 1);
    }
  }

  @Test
  void bendsStayWithinAFewTimesTheGraphHoweverLongItsEdges() {
    // A forward pass of n operations whose values the backward pass needs in reverse order.
    int n = 10_000;
    int m = n - 1 + n / 2;
    int[] from = new int[m];
    int[] to = new int[m];
    for (int i = 0; i < n - 1; i++) {
      from[i] = i;
      to[i] = i + 1;
    }
    for (int i = 0; i < n / 2; i++) {
      from[n - 1 + i] = i;
      to[n - 1 + i] = n - 1 - i;
    }
    LayeredGraph g = LayeredGraph.of(Layering.layers(n, from, to), from, to);
    assertTrue(g.vertices() < 10 * (n + m));
    int straight = 0;
    for (int e = 0; e < m; e++) {
      straight += g.firstSegment[e] == g.firstSegment[e + 1] ? 1 : 0;
    }
    assertTrue(straight > 0);
  }

  @Test
  void aChainOfTenThousandNodesIsDrawn() {
    Graph graph = new Graph("chain");
    for (int i = 0; i < 10_000; i++) {
      graph.node("n" + i, Graph.Kind.OPERATION);
      if (i > 0) {
        graph.edge("n" + (i - 1), "n" + i);
      }
    }
    Svg svg = graph.toSvg();
    assertTrue(svg.width() < 300);
    assertTrue(svg.toString().length() < 10_000 * 700);
    WellFormed.check(svg.toString());
  }
}
