package io.lanewise.cpu.simd;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Map's generated loops against their scalar twins.
class MapKernelTest {
  private static final Formula SUM = Formula.sub(Formula.mul(X, Y), Formula.max(X, Y));

  /// Sizes that break tails, about the lanes of this JVM.
  static List<Integer> sizes() {
    int l = Lanes.COUNT;
    return List.of(0, 1, l - 1, l, l + 1, 2 * l - 1, 2 * l + 1, 4 * l + 3, 61, 2053);
  }

  private static Instruction.Map map(Formula formula, Layout... operands) {
    return new Instruction.Map(List.of(formula), List.of(operands));
  }

  private static void assertSame(Instruction instruction) {
    TwinTrial.assertSameBits(instruction, TwinTrial.special(7));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void everySizeAndLayoutHasTheScalarBits(int n) {
    for (Shape shape : List.of(Shape.of(n), Shape.of(n, 5), Shape.of(5, n), Shape.of(2, n, 3))) {
      for (Layout out : TwinTrial.layouts(shape)) {
        for (Layout in : TwinTrial.layouts(shape)) {
          assertSame(map(SUM, out, in, Layout.of(shape)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void broadcastOperandsRepeatAlongAnyAxis(int n) {
    for (Shape shape : List.of(Shape.of(n, 7), Shape.of(7, n), Shape.of(3, 70, n))) {
      int rank = shape.rank();
      for (Layout out : TwinTrial.layouts(shape)) {
        for (int kept = 0; kept < rank; kept++) {
          int[] dims = new int[rank];
          Arrays.fill(dims, 1);
          dims[kept] = shape.dim(kept);
          Layout along = Layout.of(Shape.of(dims)).expand(shape);
          assertSame(map(SUM, out, Layout.of(shape), along));
          assertSame(map(SUM, out, along, Layout.repeated(shape, 3)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void severalOutputsMayLieApart(int n) {
    List<Formula> formulas = List.of(SUM, Formula.mul(SUM, X));
    Shape shape = Shape.of(n, 9);
    for (Layout first : TwinTrial.layouts(shape)) {
      for (Layout second : TwinTrial.layouts(shape)) {
        var two =
            new Instruction.Map(formulas, List.of(first, second, Layout.of(shape), second, first));
        assertSame(two);
        assertSame(two.accumulating());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void outputMayBeAnInputOfTheSameLayout(int n) {
    Formula next = Formula.fma(X, Y, Z);
    for (Shape shape : List.of(Shape.of(n), Shape.of(n, 5), Shape.of(5, n))) {
      for (Layout layout : TwinTrial.layouts(shape)) {
        for (Layout other : TwinTrial.layouts(shape)) {
          Instruction.Map step = map(next, layout, layout, Layout.repeated(shape, 0), other);
          Buffer[] simd = inPlace(SimdBackend.INSTANCE, step);
          Buffer[] scalar = inPlace(ScalarBackend.INSTANCE, step);
          TwinTrial.assertSame(step, scalar, simd);
        }
      }
    }
  }

  private static Buffer[] inPlace(Backend backend, Instruction step) {
    Buffer[] buffers = TwinTrial.operands(backend, step, TwinTrial.special(3));
    buffers[1] = buffers[0];
    backend.bind(step, buffers).run();
    backend.bind(step, buffers).run();
    return buffers;
  }

  @ParameterizedTest
  @EnumSource(Composite.class)
  void compositesHaveTheScalarBits(Composite function) {
    Formula[] arguments = {X, Y};
    Formula applied = Formula.of(function, Arrays.copyOf(arguments, function.arity()));
    Layout row = Layout.of(Shape.of(4001));
    List<Layout> operands = new ArrayList<>();
    for (int o = 0; o <= function.arity(); o++) {
      operands.add(row);
    }
    Instruction map = new Instruction.Map(List.of(applied), operands);
    assertSame(map);
    TwinTrial.assertSameBits(
        map, (operand, e) -> Float.intBitsToFloat(e * 1_073_741 + operand * 77_777));
  }

  @ParameterizedTest
  @EnumSource(Primitive.class)
  void primitivesHaveTheScalarBitsWithConstantsToo(Primitive primitive) {
    boolean power = primitive == Primitive.EXP2I || primitive == Primitive.SCALE;
    for (double c : new double[] {0, -0.0, 1, -2.5, Double.POSITIVE_INFINITY, Double.NaN}) {
      for (int at = 0; at < primitive.arity() && !power; at++) {
        Formula[] arguments = Arrays.copyOf(new Formula[] {X, Y, Z}, primitive.arity());
        arguments[at] = Formula.constant(c);
        Layout row = Layout.of(Shape.of(300));
        assertSame(map(Formula.apply(primitive, arguments), row, row, row, row));
      }
    }
  }

  @Test
  void powersOfTwoOfRoundedNumbersHaveTheScalarBits() {
    for (int bias : new int[] {0, 1, 127, 254}) {
      Formula shift = Formula.constant(0x1.8p23 + bias);
      Formula sum = Formula.fma(X, Formula.constant(20), shift);
      Formula whole = Formula.apply(Primitive.SUB, sum, shift);
      Formula less = Formula.apply(Primitive.SUB, Formula.constant(3), whole);
      Layout row = Layout.of(Shape.of(200));
      for (Formula k : List.of(whole, less)) {
        for (Formula f :
            List.of(
                Formula.apply(Primitive.EXP2I, k),
                Formula.add(k, Formula.apply(Primitive.SCALE, Y, k)))) {
          TwinTrial.assertSameBits(map(f, row, row, row), TwinTrial.drawn(5));
        }
      }
    }
  }

  @Test
  void detourIsTakenWhereOneLaneNeedsIt() {
    Formula wave = Formula.add(Formula.of(Composite.SIN, X), Formula.of(Composite.COS, Y));
    Layout row = Layout.of(Shape.of(600));
    for (int far : new int[] {0, 1, 97, 599}) {
      TwinTrial.assertSameBits(
          map(Formula.of(Composite.SIN, wave), row, row, row),
          (operand, e) -> e == far ? 1e20f : e % 50 == operand ? -4e5f : e * 0.37f - 90);
    }
  }

  @Test
  void workersGiveTheBitsOfOne() {
    Formula exp = Formula.of(Composite.EXP, X);
    for (int[] dims : new int[][] {{400_003}, {1000, 401}, {401, 1000}, {70_000, 6}}) {
      Shape shape = Shape.of(dims);
      Layout row = Layout.of(Shape.of(dims[dims.length - 1])).expand(shape);
      Instruction.Map map = map(Formula.mul(exp, Y), Layout.of(shape), Layout.of(shape), row);
      float[][] one = arrays(map);
      float[][] three = arrays(map);
      SimdBackend.fast(map, one, Workers.NONE).run();
      try (Workers workers = new Workers(3)) {
        SimdBackend.fast(map, three, workers).run();
      }
      for (int e = 0; e < shape.size(); e++) {
        assertEquals(one[0][e], three[0][e]);
      }
    }
  }

  private static float[][] arrays(Instruction map) {
    float[][] arrays = new float[map.operands().size()][];
    for (int o = 0; o < arrays.length; o++) {
      arrays[o] = new float[map.operands().get(o).reach()];
      for (int i = 0; i < arrays[o].length; i++) {
        arrays[o][i] = i % 17 - 8;
      }
    }
    return arrays;
  }

  @Test
  void formulaThatIsTooLongToBeCompiledIsLeftToTheScalarKernel() {
    Formula sum = X;
    for (int i = 0; i < 1_000; i++) {
      sum = Formula.fma(sum, X, Formula.constant(i));
    }
    Layout row = Layout.of(Shape.of(40));
    Instruction.Map map = map(sum, row, row);
    assertNull(SimdBackend.fast(map, new float[2][40], Workers.NONE));
    assertSame(map);
  }
}
