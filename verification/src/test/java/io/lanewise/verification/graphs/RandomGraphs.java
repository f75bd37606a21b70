package io.lanewise.verification.graphs;

import io.lanewise.random.Philox;
import java.util.ArrayList;
import java.util.List;

/// Random graphs for tests that need a few, always the same ones.
public final class RandomGraphs {
  private static final List<Graph> KNOWN = new ArrayList<>();
  private static int drawn;

  private RandomGraphs() {}

  /// The first `n` graphs.
  public static synchronized List<Graph> first(int n) {
    while (KNOWN.size() < n) {
      Graph graph = draw(drawn++).graph();
      if (graph != null) {
        KNOWN.add(graph);
      }
    }
    return List.copyOf(KNOWN.subList(0, n));
  }

  private static Draw draw(int number) {
    Philox random = new Philox(number, 0);
    int at = 0;
    List<List<Integer>> shapes = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      List<Integer> shape = new ArrayList<>();
      for (int rank = random.below(4, at++); rank > 0; rank--) {
        shape.add(1 + random.below(3, at++));
      }
      shapes.add(shape);
    }
    List<Gene> genes = new ArrayList<>();
    for (int n = 2 + random.below(30, at++); n > 0; n--) {
      int kind = random.below(1000, at++);
      int first = random.below(1000, at++);
      int second = random.below(1000, at++);
      genes.add(new Gene(kind, first, second, random.below(1000, at++)));
    }
    return new Draw(shapes, genes, number);
  }
}
