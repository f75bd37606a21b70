package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.backend.Buffer;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Softmax, cross-entropy and argmax against their scalar twins.
class RowKernelsTest {
  private static List<Shape> shapes(int n) {
    return List.of(Shape.of(n), Shape.of(1, n), Shape.of(13, n), Shape.of(3, 5, n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8, 10, 17, 31, 32, 33, 100, 511, 512, 513, 1009, 4200})
  void softmaxOfRowsInAnyLayout(int n) {
    for (Shape shape : shapes(n)) {
      for (Layout out : TwinTrial.layouts(shape)) {
        for (Layout in : TwinTrial.layouts(shape)) {
          for (boolean logarithm : new boolean[] {false, true}) {
            var softmax = new Instruction.RowSoftmax(out, in, logarithm);
            TwinTrial.assertSameBits(softmax, TwinTrial.drawn(n));
            TwinTrial.assertSameBits(softmax, TwinTrial.special(n));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 10, 17, 31, 32, 33, 100, 513, 4200})
  void crossEntropyOfRowsInAnyLayout(int n) {
    for (int rows : new int[] {0, 1, 4, 13, 64, 500}) {
      Shape shape = Shape.of(rows, n);
      if (shape.size() > 40_000) {
        continue;
      }
      List<Layout> all = TwinTrial.layouts(Shape.of(rows));
      for (Layout delta : TwinTrial.layouts(shape)) {
        for (Layout logits : TwinTrial.layouts(shape)) {
          var entropy =
              new Instruction.RowCrossEntropy(
                  all.get(rows % all.size()), delta, logits, all.get(n % all.size()));
          for (TwinTrial.Values values : List.of(TwinTrial.drawn(n), TwinTrial.special(n))) {
            TwinTrial.assertSameBits(
                entropy, (operand, e) -> operand == 3 ? e * 7 % n : values.at(operand, e));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 31, 32, 33, 40, 100, 511, 512, 513, 1009, 5000})
  void firstOfTheLargestAndOfTheSmallestIsFound(int n) {
    for (Shape shape : shapes(n)) {
      for (Layout out : TwinTrial.layouts(shape.without(-1))) {
        for (Layout in : TwinTrial.layouts(shape)) {
          for (boolean largest : new boolean[] {false, true}) {
            var search = new Instruction.ArgReduce(out, in, largest);
            TwinTrial.assertSameBits(search, TwinTrial.drawn(n));
            TwinTrial.assertSameBits(search, TwinTrial.special(n));
            TwinTrial.assertSameBits(search, (operand, e) -> e % 5 - 2);
            TwinTrial.assertSameBits(search, (operand, e) -> e % 2 == 0 ? 0f : -0f);
            TwinTrial.assertSameBits(search, (operand, e) -> e % n == n - 1 ? Float.NaN : 1);
          }
        }
      }
    }
  }

  @Test
  void threadsShareTheRows() {
    Shape shape = Shape.of(9000, 11);
    Layout rows = Layout.of(Shape.of(9000));
    Layout in = Layout.of(shape);
    Layout wide = Layout.of(Shape.of(99, 1000));
    TwinTrial.Values values = TwinTrial.special(1);
    for (Instruction instruction :
        List.of(
            new Instruction.RowSoftmax(in, in, false),
            new Instruction.RowCrossEntropy(rows, in, in, rows),
            new Instruction.ArgReduce(Layout.of(Shape.of(99)), wide, true))) {
      TwinTrial.Values indexed = (operand, e) -> operand == 3 ? e % 11 : values.at(operand, e);
      Buffer[] scalar = TwinTrial.operands(ScalarBackend.INSTANCE, instruction, indexed);
      Buffer[] simd = TwinTrial.operands(SimdBackend.INSTANCE, instruction, indexed);
      ScalarBackend.INSTANCE.bind(instruction, scalar).run();
      try (Workers three = new Workers(3)) {
        SimdBackend.fast(instruction, FloatBuffer.arrays(simd), three).run();
      }
      TwinTrial.assertSame(instruction, scalar, simd);
    }
  }

  @Test
  void badClassIsNamedBeforeAnythingIsWritten() {
    Layout rows = Layout.of(Shape.of(20));
    Layout matrix = Layout.of(Shape.of(20, 10));
    var entropy = new Instruction.RowCrossEntropy(rows, matrix, matrix, rows);
    TwinTrial.Values values = (operand, e) -> operand == 3 && e == 19 ? 10 : e % 3;
    Buffer[] buffers = TwinTrial.operands(SimdBackend.INSTANCE, entropy, values);
    float[] before = FloatBuffer.array(buffers[1]).clone();
    var kernel = SimdBackend.fast(entropy, FloatBuffer.arrays(buffers), Workers.NONE);
    var error = assertThrows(IllegalArgumentException.class, kernel::run);
    assertEquals(
        "cross entropy: index 10.0 at position 19 is not a whole number of at least 0 and below 10",
        error.getMessage());
    assertArrayEquals(before, FloatBuffer.array(buffers[1]));
  }
}
