package io.lanewise.verification.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Backends;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.verification.Counts;
import io.lanewise.verification.Placement;
import io.lanewise.verification.Tensors;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// The float64 reference against closed forms, since all other properties rest on it: operands that
/// are formulas of their indices, in any layout, and results that a sum formula gives.
class ReferenceTest {
  @Provide
  Arbitrary<Placement> placements() {
    return Tensors.distinctPlacements();
  }

  /// What stands at index (i, j) of an operand.
  private interface Cells {
    double at(int operand, int i, int j);
  }

  /// Runs an instruction on matrices (a vector counts as one row) in this placement.
  private static Trial run(Instruction instruction, Cells cells) {
    List<Layout> layouts = instruction.operands();
    Trial trial =
        Trial.run(
            Backends.reference(),
            instruction,
            (operand, place) -> {
              Layout l = layouts.get(operand).distinct();
              for (int e = 0; e < l.size(); e++) {
                if (l.at(e) == place) {
                  int columns = l.shape().rank() == 0 ? 1 : l.shape().dim(-1);
                  return cells.at(operand, e / columns, e % columns);
                }
              }
              throw new IllegalStateException("place " + place + " is not of " + l);
            });
    Counts.tried("reference", name(instruction), "reference", 0);
    return trial;
  }

  private static String name(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Map m -> "map";
      case Instruction.Reduce r -> "reduce " + r.how();
      case Instruction.ArgReduce a -> a.largest() ? "argmax" : "argmin";
      case Instruction.Gemm g -> "gemm";
      case Instruction.Copy c -> "copy";
      case Instruction.Gather g -> "gather";
      case Instruction.Scatter s -> "scatter";
      case Instruction.RowSoftmax s -> s.logarithm() ? "log softmax" : "softmax";
      case Instruction.RowCrossEntropy c -> "cross entropy";
    };
  }

  private static Layout layout(Placement p, int... dims) {
    return p.first(dims.length).layout(Shape.of(dims));
  }

  @Property(tries = 300)
  void mapOfIndicesIsTheFormulaOfTheIndices(
      @ForAll @IntRange(max = 7) int m,
      @ForAll @IntRange(max = 7) int n,
      @ForAll("placements") Placement p) {
    Formula f = Formula.add(Formula.mul(Formula.X, Formula.X), Formula.Y);
    Layout l = layout(p, m, n);
    Trial t = run(new Instruction.Map(List.of(f), List.of(l, l, l)), (o, i, j) -> o == 1 ? i : j);
    for (int e = 0; e < t.size(0); e++) {
      assertEquals((double) (e / n) * (e / n) + e % n, t.at(0, e));
    }
  }

  @Property(tries = 300)
  void copyOfIndicesIsTheIndices(
      @ForAll @IntRange(max = 7) int m,
      @ForAll @IntRange(max = 7) int n,
      @ForAll("placements") Placement p) {
    Trial t =
        run(
            new Instruction.Copy(layout(p, m, n), layout(Placement.plain(2), m, n)),
            (o, i, j) -> 10 * i + j);
    for (int e = 0; e < t.size(0); e++) {
      assertEquals(10 * (e / n) + e % n, t.at(0, e));
    }
  }

  /// Over a row of 1, 2, …, n: n(n + 1)/2, n!, n and 1.
  @Property(tries = 300)
  void reductionsOfCountingNumbersHaveClosedForms(
      @ForAll Combine how,
      @ForAll @IntRange(max = 5) int m,
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll boolean accumulate,
      @ForAll("placements") Placement p) {
    boolean adds = accumulate && how == Combine.SUM;
    Layout out = layout(p, m, 1).expand(Shape.of(m, n));
    Trial t =
        run(
            new Instruction.Reduce(how, Formula.X, List.of(out, layout(p, m, n)), adds),
            (o, i, j) -> o == 0 ? 1000 : j + 1);
    double factorial = 1;
    for (int i = 2; i <= n; i++) {
      factorial *= i;
    }
    double expected =
        switch (how) {
          case SUM -> n * (n + 1) / 2 + (adds ? 1000 : 0);
          case PRODUCT -> factorial;
          case MAX -> n;
          case MIN -> 1;
        };
    for (int i = 0; i < m; i++) {
      assertEquals(expected, t.at(0, i));
    }
  }

  /// Σₚ (i + p)(p + j) over p < k is k·ij + (i + j)·k(k − 1)/2 + (k − 1)k(2k − 1)/6.
  @Property(tries = 300)
  void gemmOfSumsOfIndicesHasAClosedForm(
      @ForAll @IntRange(max = 5) int m,
      @ForAll @IntRange(max = 9) int k,
      @ForAll @IntRange(max = 5) int n,
      @ForAll boolean accumulate,
      @ForAll("placements") Placement p) {
    var gemm = new Instruction.Gemm(layout(p, m, n), layout(p, m, k), layout(p, k, n), accumulate);
    Trial t = run(gemm, (o, i, j) -> o == 0 ? 1000 : i + j);
    for (int e = 0; e < t.size(0); e++) {
      int i = e / n;
      int j = e % n;
      int squares = (k - 1) * k * (2 * k - 1) / 6;
      int expected = k * i * j + (i + j) * (k * (k - 1) / 2) + squares;
      assertEquals(expected + (accumulate ? 1000 : 0), t.at(0, e));
    }
  }

  /// (j − i)² is smallest at j = i; its largest is at the end that is further away, the first of
  /// two.
  @Property(tries = 300)
  void argReduceOfParabolasFindsTheirEnds(
      @ForAll @IntRange(min = 1, max = 9) int n,
      @ForAll boolean largest,
      @ForAll("placements") Placement p) {
    Trial t =
        run(
            new Instruction.ArgReduce(layout(p, n), layout(p, n, n), largest),
            (o, i, j) -> (j - i) * (j - i));
    for (int i = 0; i < n; i++) {
      int furthest = i >= n - 1 - i ? 0 : n - 1;
      assertEquals(largest ? furthest : i, t.at(0, i));
    }
  }

  /// Index i names row n − 1 − i.
  @Property(tries = 300)
  void gatherByReversedIndicesReversesTheRows(
      @ForAll @IntRange(max = 6) int n,
      @ForAll @IntRange(max = 4) int width,
      @ForAll boolean accumulate,
      @ForAll("placements") Placement p) {
    var gather =
        new Instruction.Gather(layout(p, n, width), layout(p, n, width), layout(p, n), accumulate);
    Trial t = run(gather, (o, i, j) -> o == 0 ? 1000 : o == 1 ? 10 * i + j : n - 1 - j);
    for (int e = 0; e < t.size(0); e++) {
      int row = n - 1 - e / width;
      assertEquals(10 * row + e % width + (accumulate ? 1000 : 0), t.at(0, e));
    }
  }

  /// Indices 0, 0, 1, 1, …: row r has the slices 2r and 2r + 1.
  @Property(tries = 300)
  void scatterByHalvedIndicesAddsPairs(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(max = 4) int width,
      @ForAll boolean accumulate,
      @ForAll("placements") Placement p) {
    var scatter =
        new Instruction.Scatter(
            layout(p, rows, width), layout(p, 2 * rows, width), layout(p, 2 * rows), accumulate);
    Trial t = run(scatter, (o, i, j) -> o == 0 ? 1000 : o == 1 ? 10 * i + j : j / 2);
    for (int e = 0; e < t.size(0); e++) {
      int row = e / width;
      int expected = 10 * (4 * row + 1) + 2 * (e % width);
      assertEquals(expected + (accumulate ? 1000 : 0), t.at(0, e));
    }
  }

  /// e^(a ln q) are the terms of a geometric series: with logits j·ln 2 the shares are 2ʲ/(2ⁿ − 1).
  @Property(tries = 300)
  void softmaxOfAGeometricSeriesHasAClosedForm(
      @ForAll @IntRange(max = 4) int m,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll boolean logarithm,
      @ForAll("placements") Placement p) {
    var softmax = new Instruction.RowSoftmax(layout(p, m, n), layout(p, m, n), logarithm);
    Trial t = run(softmax, (o, i, j) -> (float) (j * LN_2));
    for (int e = 0; e < t.size(0); e++) {
      double share = Math.scalb(1.0, e % n) / (Math.scalb(1.0, n) - 1);
      double expected = logarithm ? Math.log(share) : share;
      assertEquals(expected, t.at(0, e), 1e-6 * Math.max(1, Math.abs(expected)));
    }
  }

  private static final double LN_2 = 0.6931471805599453;

  @Property(tries = 300)
  void crossEntropyOfAGeometricSeriesHasAClosedForm(
      @ForAll @IntRange(min = 1, max = 8) int n, @ForAll("placements") Placement p) {
    var instruction =
        new Instruction.RowCrossEntropy(
            layout(p, n), layout(p, n, n), layout(p, n, n), layout(p, n));
    Trial t = run(instruction, (o, i, j) -> o == 2 ? (float) (j * LN_2) : j);
    double sum = Math.scalb(1.0, n) - 1;
    for (int i = 0; i < n; i++) {
      assertEquals(Math.log(sum) - i * LN_2, t.at(0, i), 1e-6);
      for (int j = 0; j < n; j++) {
        double hot = i == j ? 1 : 0;
        assertEquals(Math.scalb(1.0, j) / sum - hot, t.at(1, i * n + j), 1e-6);
      }
    }
  }

  /// Values from the tables of M. Abramowitz, I. Stegun, *Handbook of Mathematical Functions*, and
  /// from the functions' defining identities.
  @Example
  void functionsHaveTheirTabulatedValues() {
    assertValue(2.718281828459045, Composite.EXP, 1);
    assertValue(1e-10 + 0.5e-20, Composite.EXPM1, 1e-10);
    assertValue(LN_2, Composite.LOG, 2);
    assertValue(1e-10 - 0.5e-20, Composite.LOG1P, 1e-10);
    assertValue(1.4142135623730951, Composite.POW, 2, 0.5);
    assertValue(0.8414709848078965, Composite.SIN, 1);
    assertValue(0.5403023058681398, Composite.COS, 1);
    assertValue(0.7615941559557649, Composite.TANH, 1);
    assertValue(0.7310585786300049, Composite.SIGMOID, 1);
    assertValue(1.3132616875182228, Composite.SOFTPLUS, 1);
    assertValue(0.8427007929497149, Composite.ERF, 1);
  }

  private static void assertValue(double expected, Composite function, double... x) {
    assertEquals(expected, function.value(x), 2e-15 * expected, function.label());
    Layout one = Layout.of(Shape.SCALAR);
    List<Layout> layouts = x.length == 1 ? List.of(one, one) : List.of(one, one, one);
    Formula[] in = x.length == 1 ? new Formula[] {Formula.X} : new Formula[] {Formula.X, Formula.Y};
    var map = new Instruction.Map(List.of(Formula.of(function, in)), layouts);
    Trial t = run(map, (o, i, j) -> o == 0 ? 0 : x[o - 1]);
    // The operands pass through floats; the functions' slopes are at most 3 here.
    assertEquals(expected, t.at(0, 0), 4 * Math.ulp((float) expected));
  }
}
