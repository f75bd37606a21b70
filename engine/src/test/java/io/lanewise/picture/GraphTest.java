package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GraphTest {
  @Test
  void dotNamesNodesByNumberAndLabelsThem() {
    String dot = Samples.graph("a").toDot();
    assertTrue(dot.startsWith("digraph \"a\" {"));
    assertTrue(dot.contains("n0 [label=\"a\\na\""));
    assertTrue(dot.contains("n1 [label=\"w\""));
    assertTrue(dot.contains("n0 -> n2 [label=\"a\"];"));
    assertTrue(dot.contains("n1 -> n2;"));
  }

  @Test
  void dotEscapesQuotesBackslashesEntitiesAndLineBreaks() {
    String dot = new Graph("g").node("a", Graph.Kind.INPUT, "\"<b>\" \\N &lt;\n→").toDot();
    assertTrue(dot.contains("label=\"\\\"<b>\\\" \\\\N &amp;lt;\\n→\""));
  }

  @Test
  void everyStringInDotEndsWhereItShould() {
    for (String line : Samples.graph(Samples.HOSTILE).toDot().split("\n")) {
      String unescaped = line.replace("\\\\", "").replace("\\\"", "");
      assertEquals(0, unescaped.chars().filter(c -> c == '"').count() % 2, line);
    }
  }

  @Test
  void mermaidShapesNodesByKind() {
    String mermaid = Samples.graph("a").toMermaid();
    assertTrue(mermaid.contains("n0([\"a<br/>a\"]):::input\n"));
    assertTrue(mermaid.contains("n1[\"w\"]:::parameter\n"));
    assertTrue(mermaid.contains("n2(\"a\"):::operation\n"));
    assertTrue(mermaid.contains("n2 -->|\"[1]\"| n3\n"));
    assertTrue(mermaid.contains("n1 --> n2\n"));
  }

  @Test
  void mermaidWritesItsOwnCharactersAsCodes() {
    String mermaid = new Graph("g").node("a", Graph.Kind.INPUT, "\"#<`&").toMermaid();
    assertTrue(mermaid.contains("([\"#34;#35;#60;#96;#38;\"])"));
  }

  @Test
  void noHostileLabelLeavesItsQuotesInMermaid() {
    for (String line : Samples.graph(Samples.HOSTILE).toMermaid().split("\n")) {
      boolean quoted = line.startsWith("  n");
      assertTrue(!quoted || line.chars().filter(c -> c == '"').count() % 2 == 0, line);
      assertFalse(quoted && line.contains("<script"), line);
    }
  }

  @Test
  void whatUtf8CannotHoldBecomesTheReplacementCharacter() {
    Graph graph = new Graph("\uD800").node("a", Graph.Kind.INPUT, "\uD800b\uDC00");
    assertTrue(graph.toDot().contains("\uFFFDb\uFFFD"));
    assertTrue(graph.toMermaid().contains("\uFFFDb\uFFFD"));
    assertEquals(-1, (graph.toDot() + graph.toMermaid()).indexOf('\uD800'));
  }

  @Test
  void twoNodesOfOneIdAreRefused() {
    Graph graph = new Graph("g").node("a", Graph.Kind.INPUT);
    assertThrows(IllegalArgumentException.class, () -> graph.node("a", Graph.Kind.OUTPUT));
  }

  @Test
  void edgesToMissingNodesAreRefused() {
    Graph graph = new Graph("g").node("a", Graph.Kind.INPUT);
    Exception e = assertThrows(IllegalArgumentException.class, () -> graph.edge("a", "b"));
    assertEquals("graph g: an edge names b, which is no node; add the node first", e.getMessage());
  }

  @Test
  void cyclesAreRefusedWithANodeNamed() {
    Graph graph = new Graph("g").node("free", Graph.Kind.INPUT).node("a", Graph.Kind.OPERATION);
    graph.node("b", Graph.Kind.OPERATION).edge("free", "a").edge("a", "b").edge("b", "a");
    Exception e = assertThrows(IllegalArgumentException.class, graph::toSvg);
    assertTrue(e.getMessage().contains("node a lies on or behind a cycle"));
    Graph loop = new Graph("g").node("a", Graph.Kind.OPERATION).edge("a", "a");
    assertThrows(IllegalArgumentException.class, loop::toSvg);
  }

  @Test
  void anEmptyGraphIsDrawn() {
    WellFormed.check(new Graph("g").toSvg().toString());
    assertTrue(new Graph("g").toDot().endsWith("}\n"));
  }
}
