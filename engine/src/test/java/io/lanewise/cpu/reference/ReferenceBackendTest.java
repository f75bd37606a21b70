package io.lanewise.cpu.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.backend.Buffer;
import io.lanewise.cpu.DoubleBuffer;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every instruction against numbers worked out by hand.
class ReferenceBackendTest {
  private static Buffer buffer(double... values) {
    Buffer b = ReferenceBackend.INSTANCE.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      b.set(i, values[i]);
    }
    return b;
  }

  private static Layout rows(int... dims) {
    return Layout.of(Shape.of(dims));
  }

  private static void run(Instruction instruction, Buffer... buffers) {
    ReferenceBackend.INSTANCE.bind(instruction, buffers).run();
  }

  private static void assertHolds(Buffer buffer, double... expected) {
    assertArrayEquals(expected, DoubleBuffer.array(buffer), 1e-15);
  }

  @Test
  void mapEvaluatesFormulasUnexpandedInDouble() {
    Buffer out = buffer(0, 0);
    Formula exp = Formula.of(Composite.EXP, Formula.X);
    run(new Instruction.Map(List.of(exp), List.of(rows(2), rows(2))), out, buffer(1, 100));
    assertHolds(out, StrictMath.E, StrictMath.exp(100));
  }

  @Test
  void mapReadsAllInputsOfAnElementBeforeItWrites() {
    Buffer a = buffer(1, 2);
    Buffer b = buffer(10, 20);
    List<Layout> four = List.of(rows(2), rows(2), rows(2), rows(2));
    run(new Instruction.Map(List.of(Formula.Y, Formula.X), four), a, b, a, b);
    assertHolds(a, 10, 20);
    assertHolds(b, 1, 2);
  }

  @Test
  void mapBroadcastsAndTransposes() {
    Buffer out = buffer(0, 0, 0, 0, 0, 0);
    Layout column = rows(3, 2).transpose();
    Layout bias = rows(3).expand(Shape.of(2, 3));
    Formula sum = Formula.add(Formula.X, Formula.Y);
    Buffer x = buffer(1, 2, 3, 4, 5, 6);
    run(
        new Instruction.Map(List.of(sum), List.of(rows(2, 3), column, bias)),
        out,
        x,
        buffer(10, 20, 30));
    assertHolds(out, 11, 23, 35, 12, 24, 36);
  }

  @Test
  void reduceSumsWhatTheOutputMapsTogether() {
    Buffer out = buffer(100, 100);
    Layout perColumn = rows(2).expand(Shape.of(3, 2));
    var sum = new Instruction.Reduce(Combine.SUM, Formula.X, List.of(perColumn, rows(3, 2)), false);
    run(sum, out, buffer(1, 2, 3, 4, 5, 6));
    assertHolds(out, 9, 12);
    run(sum.accumulating(), out, buffer(1, 2, 3, 4, 5, 6));
    assertHolds(out, 18, 24);
  }

  @Test
  void reductionOfNothingIsTheIdentity() {
    Buffer out = buffer(7, 7);
    Layout none = Layout.of(Shape.of(0, 2), new int[] {0, 1}, 0);
    run(
        new Instruction.Reduce(Combine.MAX, Formula.X, List.of(none, rows(0, 2)), false),
        out,
        buffer());
    assertHolds(out, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Test
  void productsAndExtremesCombineByTheirRules() {
    Layout one = Layout.repeated(Shape.of(3), 0);
    Buffer x = buffer(2, -3, 4);
    Buffer out = buffer(0);
    run(new Instruction.Reduce(Combine.PRODUCT, Formula.X, List.of(one, rows(3)), false), out, x);
    assertHolds(out, -24);
    run(new Instruction.Reduce(Combine.MIN, Formula.X, List.of(one, rows(3)), false), out, x);
    assertHolds(out, -3);
    run(
        new Instruction.Reduce(Combine.MAX, Formula.X, List.of(one, rows(3)), false),
        out,
        buffer(1, Double.NaN, 3));
    assertTrue(Double.isNaN(out.get(0)));
  }

  @Test
  void gemmMultipliesEveryMatrixOfTheBatch() {
    Buffer c = buffer(1, 1, 1, 1);
    Layout b = rows(2, 1).expand(Shape.of(2, 2, 1));
    var gemm = new Instruction.Gemm(rows(2, 2, 1), rows(2, 2, 2), b, false);
    run(gemm, c, buffer(1, 2, 3, 4, 5, 6, 7, 8), buffer(1, 10));
    assertHolds(c, 21, 43, 65, 87);
    run(gemm.accumulating(), c, buffer(1, 2, 3, 4, 5, 6, 7, 8), buffer(1, 10));
    assertHolds(c, 42, 86, 130, 174);
  }

  @Test
  void argReduceTakesTheFirstAndPrefersNaN() {
    Buffer out = buffer(0, 0, 0);
    Buffer in = buffer(1, 3, 3, Double.NaN, 9, Double.NaN, 2, 1, 1);
    run(new Instruction.ArgReduce(rows(3), rows(3, 3), true), out, in);
    assertHolds(out, 1, 0, 0);
    run(new Instruction.ArgReduce(rows(3), rows(3, 3), false), out, in);
    assertHolds(out, 0, 0, 1);
  }

  @Test
  void argReduceOfAnEmptyAxisIsAnErrorWhenBound() {
    var empty = new Instruction.ArgReduce(rows(3), rows(3, 0), true);
    assertThrows(IllegalArgumentException.class, () -> run(empty, buffer(0, 0, 0), buffer()));
  }

  @Test
  void gatherTakesSlicesAndScatterAddsThemBack() {
    Buffer out = buffer(0, 0, 0, 0, 0, 0);
    Buffer index = buffer(2, 0, 2);
    run(
        new Instruction.Gather(rows(3, 2), rows(3, 2), rows(3), false),
        out,
        buffer(1, 2, 3, 4, 5, 6),
        index);
    assertHolds(out, 5, 6, 1, 2, 5, 6);
    Buffer table = buffer(9, 9, 9, 9, 9, 9);
    var scatter = new Instruction.Scatter(rows(3, 2), rows(3, 2), rows(3), false);
    run(scatter, table, out, index);
    assertHolds(table, 1, 2, 0, 0, 10, 12);
    run(scatter.accumulating(), table, out, index);
    assertHolds(table, 2, 4, 0, 0, 20, 24);
  }

  @Test
  void indexThatIsNotAWholeNumberInRangeIsNamedBeforeAnythingIsWritten() {
    for (double bad : new double[] {-1, 3, 0.5, Double.NaN, 1e10}) {
      Buffer out = buffer(7, 7);
      var gather = new Instruction.Gather(rows(2), rows(3), rows(2), false);
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> run(gather, out, buffer(1, 2, 3), buffer(0, bad)));
      assertEquals(
          "gather: index " + bad + " at position 1 is not a whole number of at least 0 and below 3",
          error.getMessage());
      assertHolds(out, 7, 7);
    }
  }

  @Test
  void softmaxAndItsLogarithmAreStableForLargeLogits() {
    Buffer out = buffer(0, 0);
    run(new Instruction.RowSoftmax(rows(1, 2), rows(1, 2), false), out, buffer(1000, 1000));
    assertHolds(out, 0.5, 0.5);
    run(new Instruction.RowSoftmax(rows(1, 2), rows(1, 2), true), out, buffer(1000, 1000));
    assertHolds(out, -Math.log(2), -Math.log(2));
  }

  @Test
  void crossEntropyGivesLossAndGradient() {
    Buffer loss = buffer(0);
    Buffer delta = buffer(0, 0);
    var instruction = new Instruction.RowCrossEntropy(rows(1), rows(1, 2), rows(1, 2), rows(1));
    run(instruction, loss, delta, buffer(0, Math.log(3)), buffer(1));
    assertHolds(loss, Math.log(4) - Math.log(3));
    assertHolds(delta, 0.25, -0.25);
  }

  @Test
  void bufferThatIsTooShortIsRejected() {
    var copy = new Instruction.Copy(rows(2), rows(2));
    var error =
        assertThrows(IllegalArgumentException.class, () -> run(copy, buffer(0, 0), buffer(1)));
    assertEquals(
        "copy %1: operand %1 is [2] and reaches element 1 of a buffer of 1;"
            + " the layout belongs to another buffer",
        error.getMessage());
  }
}
