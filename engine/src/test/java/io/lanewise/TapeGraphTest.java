package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TapeGraphTest {
  /// Nodes and edges without the styles that end a Mermaid picture.
  private static String drawn(Tape tape) {
    String mermaid = tape.toMermaid();
    return mermaid.substring(0, mermaid.indexOf("  classDef"));
  }

  @Test
  void perceptronIsDrawnWithItsParametersAndTheirViews() {
    assertEquals(
        """
        flowchart TB
          accTitle: tape of 5 operations
          n0(["x<br/>[64,784]"]):::input
          n1["0.weight<br/>[50,784]"]:::parameter
          n2("matmul<br/>[64,50]"):::operation
          n3["0.bias<br/>[50]"]:::parameter
          n4("add<br/>[64,50]"):::operation
          n5("relu<br/>[64,50]"):::operation
          n6["2.weight<br/>[10,50]"]:::parameter
          n7("matmul<br/>[64,10]"):::operation
          n8(["y<br/>[64]"]):::input
          n9(["crossEntropy<br/>[]"]):::output
          n0 --> n2
          n1 -->|"transposed [784,50]"| n2
          n2 --> n4
          n3 --> n4
          n4 --> n5
          n5 --> n7
          n6 -->|"transposed [50,10]"| n7
          n7 --> n9
          n8 --> n9
        """,
        drawn(TapeListingTest.mlp()));
  }

  @Test
  void everyLanguageDrawsTheSameTape() {
    Tape tape = TapeListingTest.mlp();
    assertTrue(tape.toDot().startsWith("digraph \"tape of 5 operations\""));
    assertTrue(tape.toDot().contains("crossEntropy\\n[]"));
    assertTrue(tape.toSvg().toString().contains(">crossEntropy</text>"));
  }

  @Test
  void viewsStandOnTheirEdges() {
    Tensor x = Tensor.ones(4, 6);
    Tensor w = Tensor.ones(24).requireGradient().named("w");
    Tape tape = Tape.record(() -> x.slice(1, 0, 6, 2).mul(2).reshape(12).mul(w.slice(0, 3, 15)));
    String mermaid = drawn(tape);
    assertTrue(mermaid.contains("\"input<br/>[4,6]\""), mermaid);
    assertTrue(mermaid.contains("|\"[4,3]/(6,2)\"|"), mermaid);
    assertTrue(mermaid.contains("|\"[12]\"|"), mermaid);
    assertTrue(mermaid.contains("|\"[12]+3\"|"), mermaid);
  }

  @Test
  void outputThatIsAViewHasANodeOfItsOwn() {
    Tensor x = Tensor.ones(2, 3).named("x");
    assertEquals(
        """
        flowchart TB
          accTitle: tape of 1 operation
          n0(["x<br/>[2,3]"]):::input
          n1("neg<br/>[2,3]"):::operation
          n2(["output<br/>[3,2]"]):::output
          n0 --> n1
          n1 -->|"transposed [3,2]"| n2
        """,
        drawn(Tape.record(() -> x.neg().transpose())));
  }

  @Test
  void tapeWithoutOperationsShowsWhatItReturns() {
    Tensor x = Tensor.ones(2).named("x");
    assertTrue(drawn(Tape.record(() -> x)).contains("n0 --> n1"));
  }

  @Test
  void operandUsedTwiceHasTwoEdges() {
    Tensor x = Tensor.ones(2).named("x");
    String mermaid = drawn(Tape.record(() -> x.mul(x)));
    assertTrue(mermaid.contains("n0 --> n1\n  n0 --> n1\n"), mermaid);
  }

  @Test
  void namedResultShowsItsName() {
    Tensor x = Tensor.ones(2).named("x");
    assertTrue(drawn(Tape.record(() -> x.neg().named("h").abs())).contains("h = neg<br/>[2]"));
  }
}
