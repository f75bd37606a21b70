package io.lanewise.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Tensor;
import org.junit.jupiter.api.Test;

/// Errors name the op, what it was given, and the cure.
class OpErrorsTest {
  private static final Tensor A = Tensor.zeros(2, 3);

  private static String rejected(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void shapesThatDoNotBroadcast() {
    String cause =
        ": [2,3] and [2] do not broadcast: sizes 3 and 2 at axis -1 differ and neither is 1;"
            + " reshape, transpose or unsqueeze one of them?";
    assertEquals("add" + cause, rejected(() -> A.add(Tensor.zeros(2))));
    assertEquals("greater" + cause, rejected(() -> A.greater(Tensor.zeros(2))));
    assertTrue(rejected(() -> A.select(A, Tensor.zeros(2))).startsWith("select: "));
  }

  @Test
  void numberOfOperands() {
    assertEquals("add takes 2 operands, not 1", rejected(() -> A.apply(Functions.ADD)));
    assertEquals("matmul takes 2 operands, not 3", rejected(() -> A.apply(new MatMul(), A, A)));
    assertEquals("relu takes 1 operand, not 2", rejected(() -> A.apply(Functions.RELU, A)));
    assertEquals(
        "concat of nothing: give it at least one tensor", rejected(() -> Tensor.concat(0)));
  }

  @Test
  void matmulNamesBothShapesAndTheOperandToTranspose() {
    assertEquals(
        "matmul: [64,784]·[50,784]: inner dimensions 784 and 50 differ; transpose the second"
            + " operand?",
        rejected(() -> Tensor.zeros(64, 784).matmul(Tensor.zeros(50, 784))));
    assertEquals(
        "matmul: [4,2]·[4,3]: inner dimensions 2 and 4 differ; transpose the first operand?",
        rejected(() -> Tensor.zeros(4, 2).matmul(Tensor.zeros(4, 3))));
    assertEquals(
        "matmul: []·[2,3]: both need at least two axes; unsqueeze a vector",
        rejected(() -> Tensor.scalar(1).matmul(A)));
    assertTrue(
        rejected(() -> Tensor.zeros(2, 2, 3).matmul(Tensor.zeros(3, 3, 2)))
            .startsWith("matmul: [2,2,3]·[3,3,2]: the axes before the last two: "));
  }

  @Test
  void concatNamesBothShapes() {
    assertEquals(
        "concat along axis 1: [2,3] and [3,3] differ in another axis; only the joined one may",
        rejected(() -> Tensor.concat(1, A, Tensor.zeros(3, 3))));
    assertEquals(
        "concat along axis 0: [2,3] and [3] differ in another axis; only the joined one may",
        rejected(() -> Tensor.concat(0, A, Tensor.zeros(3))));
    assertEquals(
        "concat of [2,3] along axis 5: it has 2 axes, so name one from -2 to 1",
        rejected(() -> Tensor.concat(5, A, A)));
  }

  @Test
  void crossEntropyChecksShapesAndClasses() {
    assertEquals(
        "crossEntropy of logits [2,3] with classes [3]: logits have to be [rows, classes] and the"
            + " classes [rows], one index each",
        rejected(() -> A.crossEntropy(Tensor.zeros(3))));
    assertEquals(
        "crossEntropy of logits [0,3]: it needs a row and a class at least",
        rejected(() -> Tensor.zeros(0, 3).crossEntropy(Tensor.zeros(0))));
    for (float bad : new float[] {3, -1, 0.5f, Float.NaN}) {
      String message = rejected(() -> A.crossEntropy(Tensor.of(0f, bad)));
      assertTrue(message.contains("index " + (double) bad + " at position 1"), message);
      assertTrue(message.contains("below 3"), message);
    }
  }

  @Test
  void indexOutOfRangeIsNamedWithItsPosition() {
    String message = rejected(() -> A.indexSelect(1, Tensor.of(0f, 2f, 3f)));
    assertTrue(message.contains("index 3.0 at position 2"), message);
    assertTrue(rejected(() -> Tensor.of(4f).oneHot(4)).contains("index 4.0 at position 0"));
    assertEquals(
        "indexSelect of [2,3] along axis 2: it has 2 axes, so name one from -2 to 1",
        rejected(() -> A.indexSelect(2, Tensor.of(0f))));
  }

  @Test
  void softmaxNeedsAnAxisWithElements() {
    assertEquals(
        "softmax of [2,0] along axis 1: the axis is empty",
        rejected(() -> Tensor.zeros(2, 0).softmax(1)));
    assertEquals(
        "logSoftmax of [] along axis -1: it has 0 axes",
        rejected(() -> Tensor.scalar(1).logSoftmax(-1)));
  }

  @Test
  void padNeedsAMarginForEachSideOfEachAxis() {
    assertEquals(
        "pad of [2,3] by 1 margins: give one for each axis",
        rejected(() -> A.pad(0, new int[1], new int[1])));
    assertEquals(
        "pad by [-1, 0] before and [0, 0] after: give one margin of at least 0 for each side of"
            + " each axis",
        rejected(() -> A.pad(0, new int[] {-1, 0}, new int[2])));
  }

  @Test
  void lossesWantTargetsOfTheShapeOfThePredictions() {
    assertEquals(
        "mse of predictions [2,1] with targets [2]: the shapes have to be the same;"
            + " reshape the targets?",
        rejected(() -> Tensor.zeros(2, 1).mse(Tensor.zeros(2))));
    assertTrue(
        rejected(() -> A.bceWithLogits(Tensor.zeros(3)))
            .startsWith("bceWithLogits of predictions"));
  }

  @Test
  void optionsThatMakeNoSense() {
    assertEquals(
        "clamp to 2.0..1.0: the lower bound has to come first", rejected(() -> A.clamp(2, 1)));
    assertTrue(rejected(() -> A.clamp(Double.NaN, 1)).startsWith("clamp to NaN"));
    assertEquals("huber with delta 0.0: it has to be positive", rejected(() -> A.huber(A, 0)));
  }
}
