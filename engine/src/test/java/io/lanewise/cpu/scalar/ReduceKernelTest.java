package io.lanewise.cpu.scalar;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReduceKernelTest {
  private static final double UNIT = 0x1p-24;

  /// The layout of an output that is reduced along the axes where `reduced` has a set bit.
  private static Layout output(Placement placement, Shape shape, int reduced) {
    int[] dims = shape.toArray();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = (reduced >> i & 1) == 1 ? 1 : dims[i];
    }
    Layout kept = placement.of(Shape.of(dims));
    int[] strides = kept.strides();
    for (int i = 0; i < dims.length; i++) {
      strides[i] = (reduced >> i & 1) == 1 ? 0 : strides[i];
    }
    return Layout.of(shape, strides, kept.offset());
  }

  private static Instruction.Reduce reduce(Combine how, Formula formula, Layout... operands) {
    return new Instruction.Reduce(how, formula, List.of(operands), false);
  }

  /// |computed − exact| ≤ γₙ·Σ|terms| for any order of n additions and one rounding per term
  /// (Higham, Accuracy and Stability of Numerical Algorithms, section 4.2).
  private static void assertSumWithinBound(Instruction.Reduce sum, Trial.Values values) {
    Trial trial = Trial.of(sum, values);
    Formula magnitude = Formula.abs(sum.formula());
    Trial terms =
        Trial.of(new Instruction.Reduce(Combine.SUM, magnitude, sum.operands(), false), values);
    double n = sum.operands().get(0).size() / Math.max(1, trial.size(0)) + 2;
    double gamma = n * UNIT / (1 - n * UNIT);
    for (int e = 0; e < trial.size(0); e++) {
      double old = sum.accumulate() ? Math.abs(values.at(0, e)) : 0;
      double bound = gamma * (terms.reference(0, e) + old) + UNIT * Math.abs(trial.reference(0, e));
      assertEquals(trial.reference(0, e), trial.scalar(0, e), bound, sum::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 33, 255, 256, 257, 509, 1000})
  void sumsAreWithinTheBoundWhateverIsReduced(int n) {
    for (Shape shape : List.of(Shape.of(n), Shape.of(n, 3), Shape.of(4, n), Shape.of(2, n, 3))) {
      for (int reduced = 0; reduced < 1 << shape.rank(); reduced++) {
        Layout out = output(Placement.SHIFTED, shape, reduced);
        var dot =
            reduce(
                Combine.SUM, Formula.mul(X, Y), out, Placement.SLICED.of(shape), Layout.of(shape));
        assertSumWithinBound(dot, Trial.drawn(n));
        assertSumWithinBound(dot.accumulating(), Trial.drawn(n));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Combine.class)
  void bitsDependOnTheShapeAndNotOnThePlacement(Combine how) {
    for (int[] dims :
        new int[][] {{700}, {3, 300}, {300, 3}, {40, 50}, {5, 7, 11}, {2, 3, 4, 5, 33}}) {
      Shape shape = Shape.of(dims);
      for (int reduced = 0; reduced < 1 << shape.rank(); reduced++) {
        Trial first = null;
        for (Placement in : Placement.values()) {
          for (Placement out : Placement.values()) {
            Layout to = output(out, shape, reduced);
            Trial trial = Trial.of(reduce(how, X, to, in.of(shape)), Trial.drawn(4));
            first = first == null ? trial : first;
            trial.assertSameBits(first, 0);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 33, 255, 256, 257, 300, 511, 512, 513, 1000})
  void rowSumIsTheDocumentedOrder(int n) {
    Shape shape = Shape.of(n);
    Trial trial =
        Trial.of(
            reduce(Combine.SUM, X, output(Placement.DENSE, shape, 1), Layout.of(shape)),
            Trial.drawn(5));
    int width = n < 32 ? 1 : n < 512 ? 16 : 64;
    float[] partial = new float[width];
    for (int i = 0; i < n; i++) {
      partial[i % width] += trial.scalar(1, i);
    }
    for (int half = width / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; j++) {
        partial[j] += partial[j + half];
      }
    }
    assertEquals(partial[0], trial.scalar(0, 0));
  }

  @Test
  void columnSumTakesItsTermsInOrder() {
    for (int columns : new int[] {1, 3, 200, 600}) {
      Shape shape = Shape.of(77, columns);
      Trial trial =
          Trial.of(
              reduce(Combine.SUM, X, output(Placement.DENSE, shape, 1), Layout.of(shape)),
              Trial.drawn(6));
      if (columns == 1) {
        continue; // an axis of size 1 is dropped, which makes it a row
      }
      for (int column = 0; column < columns; column++) {
        float total = 0;
        for (int row = 0; row < 77; row++) {
          total += trial.scalar(1, row * columns + column);
        }
        assertEquals(total, trial.scalar(0, column));
      }
    }
  }

  @Test
  void extremesAreExactAndKeepNaN() {
    Shape shape = Shape.of(9, 70);
    for (Combine how : List.of(Combine.MAX, Combine.MIN)) {
      for (int reduced = 1; reduced < 4; reduced++) {
        Layout out = output(Placement.DENSE, shape, reduced);
        Trial.of(reduce(how, X, out, Layout.of(shape)), Trial.drawn(7)).assertEqual(0);
        Trial.Values withNaN = (operand, e) -> e == 100 ? Double.NaN : -e;
        Trial.of(reduce(how, X, out, Layout.of(shape)), withNaN).assertEqual(0);
      }
    }
  }

  @Test
  void productsAreWithinTheBound() {
    Shape shape = Shape.of(40, 50);
    Trial.Values drawn = Trial.drawn(8);
    Trial.Values nearOne = (operand, e) -> 1 + drawn.at(operand, e) / 64;
    for (int reduced = 1; reduced < 4; reduced++) {
      Layout out = output(Placement.DENSE, shape, reduced);
      Trial.of(reduce(Combine.PRODUCT, X, out, Layout.of(shape)), nearOne)
          .assertWithin(0, 2100 * UNIT, 0);
    }
  }

  @Test
  void reductionOfNothingIsTheIdentity() {
    for (Combine how : Combine.values()) {
      for (int[] dims : new int[][] {{0}, {3, 0}, {0, 3}}) {
        Shape shape = Shape.of(dims);
        int axis = dims.length == 1 || dims[0] == 0 ? 1 : 2;
        Trial trial =
            Trial.of(
                reduce(how, X, output(Placement.SHIFTED, shape, axis), Layout.of(shape)),
                Trial.drawn(9));
        assertTrue(trial.size(0) > 0);
        trial.assertEqual(0);
      }
    }
  }

  @Test
  void constantsAndSeveralInputsCanBeSummed() {
    Shape shape = Shape.of(300);
    Layout out = output(Placement.DENSE, shape, 1);
    Trial.of(reduce(Combine.SUM, Formula.constant(0.5), out), Trial.drawn(1)).assertEqual(0);
    List<Layout> operands =
        new ArrayList<>(List.of(out, Layout.of(shape), Layout.repeated(shape, 1)));
    assertSumWithinBound(
        new Instruction.Reduce(Combine.SUM, Formula.mul(X, Y), operands, true), Trial.drawn(2));
  }
}
