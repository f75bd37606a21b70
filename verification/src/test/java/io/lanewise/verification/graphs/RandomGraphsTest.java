package io.lanewise.verification.graphs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.verification.Counts;
import io.lanewise.verification.Seed;
import io.lanewise.verification.UnderTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/// What holds for every graph of registered ops, over thousands of random ones. A failing graph
/// shrinks to the smallest that fails, shown as Java lines and as the listing of its tape.
class RandomGraphsTest {
  private static final int GRAPHS = 5_000;
  private static final int DRAWS = 5_400;

  private static final AtomicInteger DRAWN = new AtomicInteger();
  private static final AtomicInteger REDRAWN = new AtomicInteger();

  @Provide
  static Arbitrary<Draw> graphs() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 999);
    Arbitrary<Gene> gene = Combinators.combine(any, any, any, any).as(Gene::new);
    Arbitrary<List<Integer>> shape =
        Arbitraries.integers().between(1, 3).list().ofMinSize(0).ofMaxSize(3);
    return Combinators.combine(
            shape.list().ofSize(3),
            gene.list().ofMinSize(2).ofMaxSize(36),
            Arbitraries.integers().between(0, 1_000_000))
        .as(Draw::new);
  }

  @Property(
      tries = DRAWS,
      edgeCases = EdgeCasesMode.NONE,
      generation = GenerationMode.RANDOMIZED,
      shrinking = ShrinkingMode.BOUNDED)
  void everyGraphHolds(@ForAll("graphs") Draw draw) {
    DRAWN.incrementAndGet();
    Graph graph = draw.graph();
    if (graph == null) {
      REDRAWN.incrementAndGet();
    }
    Assume.that(graph != null);
    double slope = GraphChecks.gradientAgreesWithDifferences(graph, Backends.reference());
    count("graph gradients", graph, Backends.reference(), slope);
    for (Backend b : UnderTest.ALL) {
      GraphChecks.eagerEqualsReplay(graph, b);
      GraphChecks.replayWithNewValuesEqualsAFreshRecording(graph, b);
      GraphChecks.rewrittenEqualsRecorded(graph, b);
      count("replay", graph, b, 0);
    }
    for (Backend b : UnderTest.FLOATS) {
      count("graph values", graph, b, GraphChecks.agreesWithReference(graph, b));
    }
    // Each graph on one of them: they take turns.
    List<Backend> others = UnderTest.sameBits("graph");
    int turn = others.size() > UnderTest.SAME_BITS.size() ? others.size() - 1 : DRAWN.get();
    Backend other = others.get(turn % others.size());
    GraphChecks.hasTheBitsOfScalar(graph, other);
    count("graph bits", graph, other, 0);
    GraphChecks.smallerBatchSharesTheGradients(graph, draw.smallerBatch(), Backends.reference());
    String size = graph.nodes() <= 10 ? "2 to 10 nodes" : "11 nodes and more";
    Counts.tried("graphs", size, "all", 0);
  }

  /// A graph counts for each operation in it.
  private static void count(String property, Graph graph, Backend backend, double error) {
    for (String operation : graph.operations()) {
      Counts.tried(property, operation, UnderTest.name(backend), error);
    }
  }

  @AfterContainer
  static void enoughGraphsAreLeft() {
    System.out.println("graphs: " + DRAWN + " drawn, " + REDRAWN + " of them again");
    assertTrue(REDRAWN.get() <= 0.3 * DRAWN.get(), "too many graphs were drawn again");
    assertTrue(DRAWN.get() - REDRAWN.get() >= GRAPHS * Seed.EFFORT, "too few graphs were checked");
  }
}
