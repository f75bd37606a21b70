package io.lanewise.cpu.simd;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.formula.Composite;
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

/// Reductions against their scalar twins.
class ReduceKernelTest {
  /// The output's layouts where the axes with a set bit are reduced.
  private static List<Layout> outputs(Shape shape, int reduced) {
    int[] dims = shape.toArray();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = (reduced >> i & 1) == 1 ? 1 : dims[i];
    }
    List<Layout> all = new ArrayList<>();
    for (Layout kept : TwinTrial.layouts(Shape.of(dims))) {
      int[] strides = kept.strides();
      for (int i = 0; i < dims.length; i++) {
        strides[i] = (reduced >> i & 1) == 1 ? 0 : strides[i];
      }
      all.add(Layout.of(shape, strides, kept.offset()));
    }
    return all;
  }

  private static void check(Combine how, Formula formula, Layout out, Layout... inputs) {
    List<Layout> operands = new ArrayList<>(List.of(out));
    operands.addAll(List.of(inputs));
    var reduce = new Instruction.Reduce(how, formula, operands, false);
    TwinTrial.assertSameBits(reduce, TwinTrial.drawn(3));
    TwinTrial.assertSameBits(reduce, TwinTrial.special(4));
    if (how == Combine.SUM) {
      TwinTrial.assertSameBits(reduce.accumulating(), TwinTrial.drawn(5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 129, 511, 512, 513, 1009,
        1024, 2100
      })
  void everyLayoutIsReducedAlongAnyAxes(int n) {
    for (Shape shape : List.of(Shape.of(n), Shape.of(n, 5), Shape.of(5, n), Shape.of(3, n, 4))) {
      for (int reduced = 0; reduced < 1 << shape.rank(); reduced++) {
        for (Layout out : outputs(shape, reduced)) {
          for (Layout in : TwinTrial.layouts(shape)) {
            check(Combine.SUM, X, out, in);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Combine.class)
  void shortAndLongAxesAreCombinedInAnyOfTheWays(Combine how) {
    for (int[] dims :
        new int[][] {
          {40, 10},
          {130, 31},
          {20, 50},
          {50, 20},
          {70, 300},
          {300, 70},
          {3, 600},
          {9, 1, 5, 40},
          {6, 5, 11},
          {4, 20, 5, 5},
          {4, 20, 6, 6},
          {2, 3, 4, 5, 33},
          {2, 40, 3}
        }) {
      Shape shape = Shape.of(dims);
      for (int reduced = 1; reduced < 1 << shape.rank(); reduced++) {
        Layout out = outputs(shape, reduced).get(reduced % 5);
        for (Layout in : TwinTrial.layouts(shape)) {
          check(how, X, out, in);
        }
      }
    }
  }

  @Test
  void operandsOfAFormulaLieAnyhow() {
    Formula z = Formula.input(2);
    for (Formula formula :
        List.of(
            Formula.constant(0.3),
            Formula.mul(X, Y),
            Formula.mul(X, X),
            Formula.select(Formula.greater(X, Y), X, z),
            Formula.of(Composite.EXP, Formula.sub(X, Y)),
            Formula.fma(Formula.of(Composite.TANH, X), Y, z))) {
      for (int[] dims : new int[][] {{1100}, {17, 90}, {90, 17}, {70, 12}, {3, 7, 40}, {2, 700}}) {
        Shape shape = Shape.of(dims);
        List<Layout> layouts = TwinTrial.layouts(shape);
        int last = shape.rank() - 1;
        layouts.add(Layout.of(shape.without(0)).unsqueeze(0).expand(shape));
        layouts.add(Layout.of(shape.without(last)).unsqueeze(last).expand(shape));
        layouts.add(Layout.repeated(shape, 2));
        for (int reduced = 1; reduced < 1 << shape.rank(); reduced++) {
          Layout out = outputs(shape, reduced).get(reduced % 5);
          for (int i = 0; i < layouts.size(); i++) {
            Layout next = layouts.get((i * 3 + 1) % layouts.size());
            check(Combine.SUM, formula, out, layouts.get(i), next, layouts.get(0));
          }
        }
      }
    }
  }

  @Test
  void longFormulaOfFewElementsIsMappedFirst() {
    int n = Lanes.COUNT + 2;
    Shape few = Shape.of(n, 1);
    Layout in = Layout.of(few);
    Layout out = outputs(few, 3).get(0);
    Formula loss = Formula.sub(Formula.of(Composite.SOFTPLUS, X), Formula.mul(X, Y));
    var reduce = new Instruction.Reduce(Combine.SUM, loss, List.of(out, in, in), false);
    float[][] arrays = {new float[1], new float[n], new float[n]};
    Kernel kernel = SimdBackend.fast(reduce, arrays, Workers.NONE);
    assertEquals(Loops.GENERATE, kernel instanceof MappedReduceKernel);
    check(Combine.SUM, loss, out, in, in);
    check(Combine.MAX, loss, outputs(few, 1).get(4), in, TwinTrial.layouts(few).get(4));
  }

  @Test
  void outputsOfSeveralPassesAreEachWrittenOnce() {
    Shape wide = Shape.of(70, 5000);
    check(Combine.SUM, X, outputs(wide, 1).get(0), Layout.of(wide));
    check(Combine.SUM, X, outputs(wide, 1).get(4), Layout.of(Shape.of(5000, 70)).transpose());
    Shape high = Shape.of(5000, 12);
    check(Combine.MAX, X, outputs(high, 2).get(0), Layout.of(high));
    check(Combine.MAX, X, outputs(high, 2).get(4), Layout.of(Shape.of(12, 5000)).transpose());
    Shape deep = Shape.of(2500, 40);
    check(Combine.MIN, X, outputs(deep, 2).get(1), Layout.of(deep));
    Shape runs = Shape.of(3, 2500, 40);
    check(Combine.SUM, X, outputs(runs, 5).get(1), Layout.of(runs));
  }

  @ParameterizedTest
  @EnumSource(Combine.class)
  void rowsThatShareAVectorGoAbreast(Combine how) {
    Formula weighted = Formula.mul(X, Y);
    for (int n : new int[] {31, 32, 47, 64, 65, 101, 511, 512, 527, 784, 830}) {
      for (int rows : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23}) {
        Shape matrix = Shape.of(rows, n);
        Layout vector = Layout.of(Shape.of(n)).unsqueeze(0).expand(matrix);
        Layout one = Layout.repeated(matrix, 3);
        Layout perRow = Layout.of(Shape.of(rows, 1)).expand(matrix);
        for (Layout out : outputs(matrix, 2)) {
          check(how, weighted, out, vector, Layout.of(matrix));
          check(how, weighted, out, Layout.of(matrix, new int[] {n + 3, 1}, 2), vector);
        }
        Layout out = outputs(matrix, 2).get(0);
        check(how, weighted, out, vector, vector);
        check(how, weighted, out, perRow, vector);
        check(how, weighted, out, vector, one);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Combine.class)
  void longRunsAreCombinedInPieces(Combine how) {
    int piece = Reduction.PIECE;
    for (int n : new int[] {piece, piece + 1, 2 * piece, 3 * piece + 70, 5 * piece - 1}) {
      Shape shape = Shape.of(n);
      List<Layout> layouts = TwinTrial.layouts(shape);
      check(how, X, outputs(shape, 1).get(1), layouts.get(1));
      check(how, Formula.mul(X, Y), outputs(shape, 1).get(0), layouts.get(0), layouts.get(1));
      check(how, Formula.mul(X, Y), outputs(shape, 1).get(0), layouts.get(4), layouts.get(0));
      Layout same = Layout.repeated(shape, 2);
      check(how, Formula.fma(X, Y, X), outputs(shape, 1).get(0), layouts.get(0), same);
    }
  }

  @Test
  void piecesOfRunsLieAnyhow() {
    Shape plane = Shape.of(300, 700);
    Layout all = outputs(plane, 3).get(0);
    Formula exp = Formula.of(Composite.EXP, Formula.sub(X, Y));
    for (Layout in : TwinTrial.layouts(plane)) {
      check(Combine.SUM, X, all, in);
      check(Combine.SUM, exp, all, in, Layout.of(plane));
    }
    Shape several = Shape.of(2, 3, 2 * Reduction.PIECE + 5);
    for (int reduced : new int[] {4, 5, 6, 7}) {
      for (Layout out : outputs(several, reduced)) {
        check(Combine.SUM, X, out, Layout.of(several));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Combine.class)
  void rowsTooLongForRegistersAreGoneAlong(Combine how) {
    Formula weighted = Formula.mul(X, Y);
    for (int[] dims : new int[][] {{8, 20_000}, {39, 4007}, {500, 301}, {10, 13_111}}) {
      Shape shape = Shape.of(dims);
      Layout in = Layout.of(shape);
      Layout shifted = Layout.of(shape, new int[] {dims[1] + 5, 1}, 3);
      Layout perRow = Layout.of(Shape.of(dims[0], 1)).expand(shape);
      for (Layout out : outputs(shape, 1)) {
        assertGoesAlong(how, X, out, in);
        check(how, X, out, in);
      }
      check(how, weighted, outputs(shape, 1).get(0), shifted, perRow);
      check(how, weighted, outputs(shape, 1).get(4), in, shifted);
    }
    Shape several = Shape.of(2, 90, 1601);
    check(how, X, outputs(several, 2).get(2), Layout.of(several));
    check(how, X, outputs(several, 3).get(0), Layout.of(several));
    Shape scattered = Shape.of(9, 3, 20, 801);
    check(how, X, outputs(scattered, 5).get(1), Layout.of(scattered));
  }

  @Test
  void rowsFromMemoryAreGoneAlongOneByOne() {
    Shape shape = Shape.of(4400, 1003);
    Layout out = outputs(shape, 1).get(0);
    Layout in = Layout.of(shape);
    assertGoesAlong(Combine.SUM, X, out, in);
    var sum = new Instruction.Reduce(Combine.SUM, X, List.of(out, in), false);
    TwinTrial.assertSameBits(sum, (operand, element) -> element * 31 % 1009 / 7f);
  }

  private static void assertGoesAlong(Combine how, Formula formula, Layout out, Layout in) {
    var reduce = new Instruction.Reduce(how, formula, List.of(out, in), false);
    float[][] arrays = {new float[out.reach()], new float[in.reach()]};
    Kernel kernel = SimdBackend.fast(reduce, arrays, Workers.NONE);
    Fold fold = new Fold(how, 0, formula, true, true).together(WideMethod.TOGETHER);
    FoldLoop along = Loops.fold(fold);
    assertEquals(Loops.GENERATE, kernel instanceof ReduceKernel r && r.loops()[0] == along);
  }
}
