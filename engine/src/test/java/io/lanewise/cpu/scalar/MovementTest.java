package io.lanewise.cpu.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.backend.Buffer;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Copy, Gather, Scatter and ArgReduce.
class MovementTest {
  /// Operand 2 holds indices below `size`, the others any values.
  private static Trial.Values indexed(int size) {
    Trial.Values drawn = Trial.drawn(1);
    return (operand, e) -> operand == 2 ? (e * 7 + 3) % size : drawn.at(operand, e);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 33, 257})
  void copyMovesEveryElementBetweenPlacements(int n) {
    for (Placement out : Placement.values()) {
      for (Placement in : Placement.values()) {
        for (Shape shape : List.of(Shape.SCALAR, Shape.of(n), Shape.of(n, 5), Shape.of(3, 4, n))) {
          Trial.of(new Instruction.Copy(out.of(shape), in.of(shape)), Trial.drawn(n))
              .assertEqual(0);
        }
      }
    }
  }

  @Test
  void copyRepeatsWhatIsBroadcast() {
    Layout in = Layout.of(Shape.of(1, 7)).expand(Shape.of(20, 7));
    Trial.of(new Instruction.Copy(Layout.of(Shape.of(20, 7)), in), Trial.drawn(1)).assertEqual(0);
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void gatherTakesSlicesOfAnyRank(Placement p) {
    Shape[][] shapes = {
      {Shape.of(6), Shape.of(9)},
      {Shape.of(5, 20), Shape.of(4)},
      {Shape.of(5, 3, 2), Shape.of(2, 4)},
      {Shape.of(5, 3), Shape.SCALAR},
      {Shape.of(5, 0), Shape.of(3)},
      {Shape.of(5, 3), Shape.of(0)}
    };
    for (Shape[] s : shapes) {
      Layout values = p.of(joined(s[1], s[0].without(0)));
      for (Placement q : Placement.values()) {
        var gather = new Instruction.Gather(values, q.of(s[0]), p.of(s[1]), false);
        Trial.of(gather, indexed(s[0].dim(0))).assertEqual(0);
        Trial.of(gather.accumulating(), indexed(s[0].dim(0))).assertEqual(0);
        var scatter = new Instruction.Scatter(q.of(s[0]), values, p.of(s[1]), false);
        Trial.of(scatter, indexed(s[0].dim(0))).assertWithin(0, 0x1p-20, 0x1p-20);
        Trial.of(scatter.accumulating(), indexed(s[0].dim(0))).assertWithin(0, 0x1p-20, 0x1p-20);
      }
    }
  }

  private static Shape joined(Shape index, Shape rest) {
    int[] dims = new int[index.rank() + rest.rank()];
    System.arraycopy(index.toArray(), 0, dims, 0, index.rank());
    System.arraycopy(rest.toArray(), 0, dims, index.rank(), rest.rank());
    return Shape.of(dims);
  }

  @Test
  void scatterAddsSlicesOfOneIndexInOrder() {
    float[] values = {1e8f, 1, -1e8f, 1};
    Buffer table = filled(9);
    var scatter =
        new Instruction.Scatter(
            Layout.of(Shape.of(1)), Layout.of(Shape.of(4)), Layout.of(Shape.of(4)), false);
    ScalarBackend.INSTANCE.bind(scatter, table, filled(values), filled(0, 0, 0, 0)).run();
    assertEquals(((0 + 1e8f + 1) - 1e8f) + 1, table.get(0));
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 3, 0.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e10f})
  void badIndexIsNamedBeforeAnythingIsWritten(float bad) {
    String rest =
        ": index "
            + (double) bad
            + " at position 1 is not a whole number of at least 0 and below 3";
    Layout two = Layout.of(Shape.of(2));
    Layout three = Layout.of(Shape.of(3));
    Buffer out = filled(7, 7);
    var gather =
        ScalarBackend.INSTANCE.bind(
            new Instruction.Gather(two, three, two, false), out, filled(1, 2, 3), filled(0, bad));
    assertEquals(
        "gather" + rest, assertThrows(IllegalArgumentException.class, gather::run).getMessage());
    assertArrayEquals(new float[] {7, 7}, FloatBuffer.array(out));
    Buffer table = filled(7, 7, 7);
    var scatter =
        ScalarBackend.INSTANCE.bind(
            new Instruction.Scatter(three, two, two, false), table, filled(1, 2), filled(0, bad));
    assertEquals(
        "scatter" + rest, assertThrows(IllegalArgumentException.class, scatter::run).getMessage());
    assertArrayEquals(new float[] {7, 7, 7}, FloatBuffer.array(table));
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void argReduceFindsTheFirstExtreme(Placement p) {
    for (Shape shape :
        List.of(Shape.of(1), Shape.of(17), Shape.of(5, 33), Shape.of(4, 3, 2), Shape.of(0, 3))) {
      for (boolean largest : new boolean[] {true, false}) {
        var arg = new Instruction.ArgReduce(p.of(shape.without(-1)), p.of(shape), largest);
        Trial.of(arg, (operand, e) -> e * 7 % 5).assertEqual(0);
        Trial.of(arg, (operand, e) -> e % 6 == 4 ? Double.NaN : e * 7 % 5).assertEqual(0);
        Trial.of(arg, (operand, e) -> e % 2 == 0 ? 0.0 : -0.0).assertEqual(0);
      }
    }
  }

  @Test
  void argReduceOfAnEmptyAxisIsAnErrorWhenBound() {
    var empty = new Instruction.ArgReduce(Layout.of(Shape.of(3)), Layout.of(Shape.of(3, 0)), true);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> ScalarBackend.INSTANCE.bind(empty, filled(0, 0, 0), filled()));
    assertEquals("argmax %1: the last axis of [3,0] has no element to choose", error.getMessage());
  }

  private static Buffer filled(float... values) {
    Buffer buffer = ScalarBackend.INSTANCE.allocate(values.length);
    buffer.write(0, values, 0, values.length);
    return buffer;
  }
}
