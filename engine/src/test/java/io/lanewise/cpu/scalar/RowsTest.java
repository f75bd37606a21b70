package io.lanewise.cpu.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.backend.Buffer;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RowSoftmax and RowCrossEntropy. The bounds are loose on purpose: how accurate exp and log are is
/// for the formulas' own tests.
class RowsTest {
  private static final double LOOSE = 1e-4;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 15, 16, 17, 31, 32, 33, 255, 256, 257, 1000})
  void softmaxIsTheReferencesInEveryPlacementWithTheSameBits(int n) {
    for (boolean logarithm : new boolean[] {false, true}) {
      for (Shape shape : List.of(Shape.of(n), Shape.of(5, n), Shape.of(3, 9, n))) {
        Trial first = null;
        for (Placement out : Placement.values()) {
          for (Placement in : Placement.values()) {
            Trial trial =
                Trial.of(
                    new Instruction.RowSoftmax(out.of(shape), in.of(shape), logarithm),
                    Trial.drawn(n));
            trial.assertWithin(0, LOOSE, LOOSE);
            first = first == null ? trial : first;
            trial.assertSameBits(first, 0);
          }
        }
      }
    }
  }

  @Test
  void softmaxOfOneRowDoesNotDependOnTheOthers() {
    Shape many = Shape.of(64, 10);
    Trial all =
        Trial.of(
            new Instruction.RowSoftmax(Layout.of(many), Layout.of(many), false), Trial.drawn(1));
    Layout row = Layout.of(Shape.of(1, 10));
    for (int r = 0; r < 64; r++) {
      int first = r * 10;
      Trial one =
          Trial.of(
              new Instruction.RowSoftmax(row, row, false),
              (operand, e) -> all.scalar(1, first + e));
      for (int e = 0; e < 10; e++) {
        assertEquals(all.scalar(0, first + e), one.scalar(0, e));
      }
    }
  }

  @Test
  void softmaxStandsInItsInputsPlace() {
    for (int n : new int[] {10, 300}) {
      for (boolean logarithm : new boolean[] {false, true}) {
        Layout layout = Layout.of(Shape.of(4, n));
        Trial apart =
            Trial.of(new Instruction.RowSoftmax(layout, layout, logarithm), Trial.drawn(2));
        Buffer x = ScalarBackend.INSTANCE.allocate(4 * n);
        for (int e = 0; e < 4 * n; e++) {
          x.set(e, apart.scalar(1, e));
        }
        ScalarBackend.INSTANCE
            .bind(new Instruction.RowSoftmax(layout, layout, logarithm), x, x)
            .run();
        for (int e = 0; e < 4 * n; e++) {
          assertEquals(apart.scalar(0, e), x.get(e));
        }
      }
    }
  }

  @Test
  void rowsWithoutAFiniteMaximumAreNaNAsInTheReference() {
    Layout layout = Layout.of(Shape.of(3, 4));
    Trial.Values values =
        (operand, e) ->
            e < 4
                ? Double.NEGATIVE_INFINITY
                : e == 5 ? Double.POSITIVE_INFINITY : e == 8 ? Double.NaN : 0;
    Trial trial = Trial.of(new Instruction.RowSoftmax(layout, layout, false), values);
    for (int e = 0; e < 12; e++) {
      assertTrue(Double.isNaN(trial.reference(0, e)) && Float.isNaN(trial.scalar(0, e)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 31, 32, 33, 256, 257, 600})
  void crossEntropyIsTheReferencesInEveryPlacementWithTheSameBits(int n) {
    Trial.Values logits = Trial.drawn(n);
    Trial.Values values = (operand, e) -> operand == 3 ? e * 7 % n : logits.at(operand, e);
    for (int rows : new int[] {0, 1, 30}) {
      Trial first = null;
      for (Placement p : Placement.values()) {
        for (Placement q : Placement.values()) {
          var entropy =
              new Instruction.RowCrossEntropy(
                  p.of(Shape.of(rows)),
                  q.of(Shape.of(rows, n)),
                  p.of(Shape.of(rows, n)),
                  q.of(Shape.of(rows)));
          Trial trial =
              Trial.of(entropy, values).assertWithin(0, LOOSE, LOOSE).assertWithin(1, LOOSE, LOOSE);
          first = first == null ? trial : first;
          trial.assertSameBits(first, 0);
          trial.assertSameBits(first, 1);
        }
      }
    }
  }

  @Test
  void badClassIsNamedBeforeAnythingIsWritten() {
    Buffer loss = ScalarBackend.INSTANCE.allocate(2);
    Buffer delta = ScalarBackend.INSTANCE.allocate(6);
    Buffer logits = ScalarBackend.INSTANCE.allocate(6);
    Buffer classes = ScalarBackend.INSTANCE.allocate(2);
    classes.set(1, 3);
    Layout two = Layout.of(Shape.of(2));
    Layout rows = Layout.of(Shape.of(2, 3));
    var kernel =
        ScalarBackend.INSTANCE.bind(
            new Instruction.RowCrossEntropy(two, rows, rows, two), loss, delta, logits, classes);
    var error = assertThrows(IllegalArgumentException.class, kernel::run);
    assertEquals(
        "cross entropy: index 3.0 at position 1 is not a whole number of at least 0 and below 3",
        error.getMessage());
    assertArrayEquals(new float[6], FloatBuffer.array(delta));
    assertArrayEquals(new float[2], FloatBuffer.array(loss));
  }
}
