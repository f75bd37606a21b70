package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Copy, Gather and Scatter against their scalar twins.
class MovementTest {
  private static void copy(Layout out, Layout in) {
    TwinTrial.assertSameBits(new Instruction.Copy(out, in), TwinTrial.special(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 67, 127, 128, 129, 1009})
  void copyMovesEveryElementBetweenLayouts(int n) {
    for (Shape shape :
        List.of(
            Shape.of(n), Shape.of(n, 5), Shape.of(5, n), Shape.of(3, 4, n), Shape.of(2, n, 3))) {
      for (Layout out : TwinTrial.layouts(shape)) {
        for (Layout in : TwinTrial.layouts(shape)) {
          copy(out, in);
        }
      }
    }
  }

  @Test
  void copyOfAScalarIsThatScalar() {
    copy(Layout.of(Shape.SCALAR), Layout.of(Shape.SCALAR, new int[0], 4));
  }

  @Test
  void transposeIsRightAtEveryRemainderOfABlockAndTile() {
    for (int m : new int[] {1, 2, 3, 4, 5, 7, 8, 63, 64, 65, 67, 128, 131}) {
      for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 63, 64, 65, 67, 128, 131}) {
        copy(Layout.of(Shape.of(m, n)), Layout.of(Shape.of(n, m)).transpose());
      }
    }
  }

  @Test
  void transposeOfManyMatricesReadsAndWritesWithinTheirGaps() {
    Layout in = Layout.of(Shape.of(3, 2, 20, 30)).slice(2, 3, 20).slice(3, 1, 12);
    Layout out = Layout.of(Shape.of(3, 2, 13, 21)).slice(2, 1, 12).slice(3, 2, 19);
    copy(out, in.transpose());
    copy(out.permute(1, 0, 2, 3), in.permute(1, 0, 3, 2));
  }

  @Test
  void channelsMoveFirstAndLast() {
    for (int c : new int[] {1, 3, 4, 16, 17}) {
      Layout first = Layout.of(Shape.of(2, c, 9, 11));
      Layout last = Layout.of(Shape.of(2, 9, 11, c));
      copy(last, first.permute(0, 2, 3, 1));
      copy(first, last.permute(0, 3, 1, 2));
    }
  }

  @Test
  void copyRepeatsWhatIsBroadcast() {
    for (int n : new int[] {1, 3, 7, 8, 9, 40, 300}) {
      Shape shape = Shape.of(20, n);
      Layout out = Layout.of(shape);
      copy(out, Layout.of(Shape.of(1, n)).expand(shape));
      copy(out, Layout.of(Shape.of(20, 1)).expand(shape));
      copy(out, Layout.repeated(shape, 2));
      copy(Layout.of(Shape.of(n, 20)).transpose(), Layout.of(Shape.of(20, 1)).expand(shape));
    }
  }

  @Test
  void copyWithinOneArrayIsTheScalarTwins() {
    Layout from = Layout.of(Shape.of(40), new int[] {1}, 0);
    Layout to = Layout.of(Shape.of(40), new int[] {1}, 3);
    Instruction copy = new Instruction.Copy(to, from);
    Buffer[] buffers = new Buffer[2];
    Backend[] backends = {SimdBackend.INSTANCE, ScalarBackend.INSTANCE};
    for (int b = 0; b < 2; b++) {
      buffers[b] = backends[b].allocate(50);
      for (int i = 0; i < 50; i++) {
        buffers[b].set(i, i);
      }
      backends[b].bind(copy, buffers[b], buffers[b]).run();
    }
    assertArrayEquals(FloatBuffer.array(buffers[1]), FloatBuffer.array(buffers[0]));
  }

  private static TwinTrial.Values indexed(int size) {
    TwinTrial.Values special = TwinTrial.special(5);
    return (operand, e) -> operand == 2 ? (e * 7 + 3) % size : special.at(operand, e);
  }

  private static Shape joined(Shape index, Shape rest) {
    int[] dims = new int[index.rank() + rest.rank()];
    System.arraycopy(index.toArray(), 0, dims, 0, index.rank());
    System.arraycopy(rest.toArray(), 0, dims, index.rank(), rest.rank());
    return Shape.of(dims);
  }

  @Test
  void slicesOfAnyRankAreGatheredAndScattered() {
    Shape[][] shapes = {
      {Shape.of(6), Shape.of(9)},
      {Shape.of(6), Shape.of(129)},
      {Shape.of(5, 1), Shape.of(40)},
      {Shape.of(5, 20), Shape.of(4)},
      {Shape.of(5, 67), Shape.of(11)},
      {Shape.of(3, 200), Shape.of(7)},
      {Shape.of(5, 3, 2), Shape.of(2, 4)},
      {Shape.of(5, 3, 17), Shape.of(2, 4)},
      {Shape.of(5, 3), Shape.SCALAR},
      {Shape.of(5, 0), Shape.of(3)},
      {Shape.of(5, 3), Shape.of(0)}
    };
    for (Shape[] s : shapes) {
      Shape joined = joined(s[1], s[0].without(0));
      for (Layout values : TwinTrial.layouts(joined)) {
        for (Layout table : TwinTrial.layouts(s[0])) {
          for (Layout index : TwinTrial.layouts(s[1])) {
            var gather = new Instruction.Gather(values, table, index, false);
            TwinTrial.assertSameBits(gather, indexed(s[0].dim(0)));
            TwinTrial.assertSameBits(gather.accumulating(), indexed(s[0].dim(0)));
            var scatter = new Instruction.Scatter(table, values, index, false);
            TwinTrial.assertSameBits(scatter, indexed(s[0].dim(0)));
            TwinTrial.assertSameBits(scatter.accumulating(), indexed(s[0].dim(0)));
          }
        }
      }
    }
  }

  @Test
  void repeatedIndicesAreAddedInOrder() {
    for (int n : new int[] {1, 5, 40}) {
      TwinTrial.Values values =
          (operand, e) -> operand == 2 ? 0 : new float[] {1e8f, 1, -1e8f, 1}[e / n % 4];
      Layout table = Layout.of(Shape.of(1, n));
      Layout in = Layout.of(Shape.of(4, n));
      Instruction scatter = new Instruction.Scatter(table, in, Layout.of(Shape.of(4)), false);
      Buffer[] buffers = TwinTrial.operands(SimdBackend.INSTANCE, scatter, values);
      SimdBackend.INSTANCE.bind(scatter, buffers).run();
      for (int i = 0; i < n; i++) {
        assertEquals(((0 + 1e8f + 1) - 1e8f) + 1, buffers[0].get(i));
      }
    }
  }

  @Test
  void minusZeroIsAnIndex() {
    Layout three = Layout.of(Shape.of(3));
    var gather = new Instruction.Gather(three, three, three, false);
    TwinTrial.assertSameBits(gather, (operand, e) -> operand == 2 ? -0f : e + 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 3, 0.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e10f, 0x1p31f})
  void badIndexIsNamedBeforeAnythingIsWritten(float bad) {
    String rest =
        ": index "
            + (double) bad
            + " at position 19 is not a whole number of at least 0 and below 3";
    TwinTrial.Values values = (operand, e) -> operand == 2 ? e == 19 ? bad : e % 3 : 7;
    Layout index = Layout.of(Shape.of(20));
    Layout slices = Layout.of(Shape.of(20, 2));
    Layout table = Layout.of(Shape.of(3, 2));
    assertNamed("gather" + rest, new Instruction.Gather(slices, table, index, false), values);
    assertNamed("scatter" + rest, new Instruction.Scatter(table, slices, index, false), values);
  }

  private static void assertNamed(
      String message, Instruction instruction, TwinTrial.Values values) {
    Buffer[] before = TwinTrial.operands(ScalarBackend.INSTANCE, instruction, values);
    Buffer[] after = TwinTrial.operands(SimdBackend.INSTANCE, instruction, values);
    Kernel kernel = SimdBackend.INSTANCE.bind(instruction, after);
    var error = assertThrows(IllegalArgumentException.class, kernel::run);
    assertEquals(message, error.getMessage());
    TwinTrial.assertSame(instruction, before, after);
  }
}
