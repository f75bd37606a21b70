package io.lanewise.verification.graphs;

import java.util.ArrayList;
import java.util.List;

/// What the generator draws: the parameters' shapes, the genes, and where values come from. A graph
/// whose values come too close to a kink, or grow too large, is drawn again from other values.
///
/// @param parameters the parameters' shapes
/// @param genes the operations
/// @param seed of the leaves' values
public record Draw(List<List<Integer>> parameters, List<Gene> genes, int seed) {
  /// Differences are meaningless across a kink, so no value may come closer to one.
  static final double SMALLEST_MARGIN = 1e-3;

  /// Beyond this, float32 and differences lose the digits that are compared.
  static final double LARGEST_VALUE = 1e3;

  private static final int BATCH = 3;

  /// The graph, or null if its values have to be drawn again.
  Graph graph() {
    Grower g = Grower.grow(parameters, genes, seed, BATCH);
    if (!(g.margin() >= SMALLEST_MARGIN && g.largest() <= LARGEST_VALUE)) {
      return null;
    }
    Graph graph = g.graph();
    return graph.nodes() < 2 ? null : graph;
  }

  /// The graph of the same genes over the same parameters for a batch with one row less.
  Graph smallerBatch() {
    return Grower.grow(parameters, genes, seed, BATCH - 1).graph();
  }

  /// All values of the seed moved on: the same operations on other numbers.
  Draw again(int attempt) {
    return new Draw(parameters, genes, seed + attempt * 7919);
  }

  /// The lines that rebuild the graph, and its listing.
  @Override
  public String toString() {
    List<String> genesText = new ArrayList<>();
    for (Gene gene : genes) {
      genesText.add(gene.toString());
    }
    return "seed "
        + seed
        + ", "
        + genesText.size()
        + " genes:"
        + Grower.grow(parameters, genes, seed, BATCH).graph();
  }
}
