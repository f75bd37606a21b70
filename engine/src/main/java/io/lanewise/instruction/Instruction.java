package io.lanewise.instruction;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Formula.Apply;
import io.lanewise.formula.Listing;
import io.lanewise.formula.Primitive;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// One step of work on operands that a backend binds to buffers. Outputs come first among the
/// operands.
///
/// The set is sealed: a backend handles it in an exhaustive `switch`, so one that lacks an
/// instruction does not compile.
public sealed interface Instruction {
  /// The layouts of the operands, outputs first.
  List<Layout> operands();

  /// The number of outputs.
  default int outputs() {
    return 1;
  }

  /// Floating-point operations of one run: an application of any function counts as one, a fused
  /// multiply-add as two.
  long flops();

  /// Bytes that one run has to move at least: every element of every operand once, 4 bytes each.
  default long bytes() {
    long elements = 0;
    for (Layout l : operands()) {
      elements += l.distinct().size();
    }
    return 4 * elements;
  }

  /// The same step, adding to what the outputs hold instead of assigning it. Where that reads the
  /// outputs as inputs, they stand once more at the end of the operands.
  ///
  /// @throws IllegalStateException for an instruction that no gradient is written by
  Instruction accumulating();

  /// The same with operands that lie elsewhere.
  ///
  /// @param operands outputs first, of the same shapes
  default Instruction withOperands(List<Layout> operands) {
    Layout first = operands.getFirst();
    Layout last = operands.getLast();
    return switch (this) {
      case Map m -> new Map(m.formulas, operands);
      case Reduce r -> new Reduce(r.how, r.formula, operands, r.accumulate);
      case ArgReduce r -> new ArgReduce(first, last, r.largest);
      case Gemm g -> new Gemm(first, operands.get(1), last, g.accumulate);
      case Copy c -> new Copy(first, last);
      case Gather g -> new Gather(first, operands.get(1), last, g.accumulate);
      case Scatter s -> new Scatter(first, operands.get(1), last, s.accumulate);
      case RowSoftmax s -> new RowSoftmax(first, last, s.logarithm);
      case RowCrossEntropy c -> new RowCrossEntropy(first, operands.get(1), operands.get(2), last);
    };
  }

  /// The step in words, over named operands (outputs first): `map max(%6, 0)`.
  String listing(IntFunction<String> names);

  /// `out[i]` = formula(`in₀[i]`, `in₁[i]`, …) for every element i, all layouts of one shape.
  /// Several formulas have several outputs; all inputs of an element are read before its outputs
  /// are written, so an output may be an input of the same layout.
  ///
  /// @param formulas one for each output, over the operands after the outputs
  /// @param operands outputs, then inputs
  record Map(List<Formula> formulas, List<Layout> operands) implements Instruction {
    /// Checks the operands: one shape, and no output that repeats an element.
    public Map {
      formulas = List.copyOf(formulas);
      operands = List.copyOf(operands);
      Checks.sameShapes("map", operands);
      for (int i = 0; i < formulas.size(); i++) {
        Checks.writesOnce("map", operands.get(i));
      }
    }

    @Override
    public int outputs() {
      return formulas.size();
    }

    @Override
    public long flops() {
      return Checks.flops(formulas) * operands.get(0).size();
    }

    @Override
    public Map accumulating() {
      List<Formula> sums = new ArrayList<>();
      List<Layout> all = new ArrayList<>(operands);
      int inputs = operands.size() - outputs();
      for (int i = 0; i < outputs(); i++) {
        sums.add(Formula.apply(Primitive.ADD, Formula.input(inputs + i), formulas.get(i)));
        all.add(operands.get(i));
      }
      return new Map(sums, all);
    }

    @Override
    public String listing(IntFunction<String> names) {
      StringBuilder s = new StringBuilder("map ");
      for (int i = 0; i < formulas.size(); i++) {
        s.append(i == 0 ? "" : "; ");
        s.append(Listing.of(formulas.get(i), k -> names.apply(k + outputs())));
      }
      return s.toString();
    }
  }

  /// How a reduction combines two values.
  enum Combine {
    /// a + b, from 0
    SUM(Primitive.ADD, 0),
    /// a · b, from 1
    PRODUCT(Primitive.MUL, 1),
    /// The larger by Java's rules, from −∞
    MAX(Primitive.MAX, Double.NEGATIVE_INFINITY),
    /// The smaller by Java's rules, from ∞
    MIN(Primitive.MIN, Double.POSITIVE_INFINITY);

    private final Primitive function;
    private final double identity;

    Combine(Primitive function, double identity) {
      this.function = function;
      this.identity = identity;
    }

    /// The function of two values that are combined.
    public Primitive function() {
      return function;
    }

    /// What the reduction of nothing gives.
    public double identity() {
      return identity;
    }
  }

  /// `out[j]` = formula(`in₀[i]`, …) combined over all elements i that the output's layout maps to
  /// j: all layouts have the inputs' shape, and the output's stride is 0 along the reduced axes.
  ///
  /// The canonical order in float32 depends on the shape and the reduced axes alone; it stands with
  /// the scalar backend.
  ///
  /// @param how how two values combine
  /// @param formula over the operands after the output
  /// @param operands the output, then inputs
  /// @param accumulate whether the result is added to what the output holds (SUM only)
  record Reduce(Combine how, Formula formula, List<Layout> operands, boolean accumulate)
      implements Instruction {
    /// Checks the operands: one shape.
    public Reduce {
      operands = List.copyOf(operands);
      Checks.sameShapes("reduce", operands);
      if (accumulate && how != Combine.SUM) {
        throw new IllegalArgumentException("reduce: only a sum can accumulate, not " + how);
      }
    }

    @Override
    public long flops() {
      return (Checks.flops(List.of(formula)) + 1) * operands.get(0).size();
    }

    @Override
    public Reduce accumulating() {
      return new Reduce(how, formula, operands, true);
    }

    @Override
    public String listing(IntFunction<String> names) {
      String name = how.name().toLowerCase(Locale.ROOT);
      String of = Listing.of(formula, k -> names.apply(k + 1));
      return "reduce " + name + "(" + of + ")" + (accumulate ? " +=" : "");
    }
  }

  /// out[…] = the index along the last axis of the first largest (or smallest) element of in[…, :];
  /// the first NaN counts as both.
  ///
  /// @param out the rows' shape
  /// @param in the rows' shape and the axis that is searched
  /// @param largest whether the largest is sought
  record ArgReduce(Layout out, Layout in, boolean largest) implements Instruction {
    @Override
    public List<Layout> operands() {
      return List.of(out, in);
    }

    @Override
    public long flops() {
      return in.size();
    }

    @Override
    public Instruction accumulating() {
      throw Checks.neverAccumulates("argmax");
    }

    @Override
    public String listing(IntFunction<String> names) {
      return (largest ? "argmax " : "argmin ") + names.apply(1);
    }
  }

  /// C = A·B on the last two axes, for every index of the axes before them, which A, B and C share
  /// (a stride of 0 repeats a matrix of A or B).
  ///
  /// @param c […, m, n]
  /// @param a […, m, k]
  /// @param b […, k, n]
  /// @param accumulate whether A·B is added to what C holds
  record Gemm(Layout c, Layout a, Layout b, boolean accumulate) implements Instruction {
    /// Checks the shapes.
    public Gemm {
      Shape s = c.shape();
      int r = s.rank();
      boolean fits = r >= 2 && a.shape().rank() == r && b.shape().rank() == r;
      for (int i = 0; fits && i < r - 2; i++) {
        fits = a.shape().dim(i) == s.dim(i) && b.shape().dim(i) == s.dim(i);
      }
      if (!fits
          || a.shape().dim(-2) != s.dim(-2)
          || b.shape().dim(-1) != s.dim(-1)
          || a.shape().dim(-1) != b.shape().dim(-2)) {
        throw new IllegalArgumentException("gemm: " + a + "·" + b + " cannot give " + c);
      }
      Checks.writesOnce("gemm", c);
    }

    /// The length of the sums.
    public int k() {
      return a.shape().dim(-1);
    }

    /// The batch axes: a walk over where each matrix of C, A and B begins.
    public Walk batch() {
      Shape s = c.shape();
      Shape outer = Shape.of(Arrays.copyOf(s.toArray(), s.rank() - 2));
      return Walk.of(outer, operands().stream().map(l -> head(l, outer)).toList());
    }

    private static Layout head(Layout matrices, Shape outer) {
      int[] strides = Arrays.copyOf(matrices.strides(), outer.rank());
      return Layout.of(outer, strides, matrices.offset());
    }

    /// Where each matrix of the batch begins in C, A and B, one triple after the other.
    public int[] starts() {
      Walk walk = batch();
      Walk.Cursor cursor = walk.cursor();
      int[] starts = new int[3 * walk.size()];
      for (int i = 0; i < starts.length; cursor.advance()) {
        for (int j = 0; j < walk.inner(); j++) {
          for (int operand = 0; operand < 3; operand++) {
            starts[i++] = cursor.at(operand) + j * walk.innerStride(operand);
          }
        }
      }
      return starts;
    }

    @Override
    public List<Layout> operands() {
      return List.of(c, a, b);
    }

    @Override
    public long flops() {
      return 2L * c.size() * k();
    }

    @Override
    public Gemm accumulating() {
      return new Gemm(c, a, b, true);
    }

    @Override
    public String listing(IntFunction<String> names) {
      return "gemm " + names.apply(1) + "·" + names.apply(2) + (accumulate ? " +=" : "");
    }
  }

  /// `out[i]` = `in[i]`: data movement between layouts of one shape.
  ///
  /// @param out where to
  /// @param in where from
  record Copy(Layout out, Layout in) implements Instruction {
    /// Checks the shapes.
    public Copy {
      Checks.sameShapes("copy", List.of(out, in));
      Checks.writesOnce("copy", out);
    }

    @Override
    public List<Layout> operands() {
      return List.of(out, in);
    }

    @Override
    public long flops() {
      return 0;
    }

    @Override
    public Map accumulating() {
      return new Map(List.of(Formula.X), operands()).accumulating();
    }

    @Override
    public String listing(IntFunction<String> names) {
      return "copy " + names.apply(1);
    }
  }

  /// out[i…, r…] = table[index[i…], r…]: whole slices of the table's first axis.
  ///
  /// @param out the index's shape, then the table's without its first axis
  /// @param table where from
  /// @param index whole numbers from 0 to the table's first size − 1, as floats
  /// @param accumulate whether slices are added to what the output holds
  record Gather(Layout out, Layout table, Layout index, boolean accumulate) implements Instruction {
    /// Checks the shapes.
    public Gather {
      Checks.slices("gather", table, index, out);
      Checks.writesOnce("gather", out);
    }

    @Override
    public List<Layout> operands() {
      return List.of(out, table, index);
    }

    @Override
    public long flops() {
      return accumulate ? out.size() : 0;
    }

    @Override
    public Gather accumulating() {
      return new Gather(out, table, index, true);
    }

    @Override
    public String listing(IntFunction<String> names) {
      return "gather " + names.apply(1) + "[" + names.apply(2) + "]" + (accumulate ? " +=" : "");
    }
  }

  /// table[index[i…], r…] += in[i…, r…], from 0 unless it accumulates: the adjoint of [Gather].
  /// Slices of one index are added in the order of i.
  ///
  /// @param table where to
  /// @param in the index's shape, then the table's without its first axis
  /// @param index whole numbers from 0 to the table's first size − 1, as floats
  /// @param accumulate whether the table keeps what it holds
  record Scatter(Layout table, Layout in, Layout index, boolean accumulate) implements Instruction {
    /// Checks the shapes.
    public Scatter {
      Checks.slices("scatter", table, index, in);
      Checks.writesOnce("scatter", table);
    }

    @Override
    public List<Layout> operands() {
      return List.of(table, in, index);
    }

    @Override
    public long flops() {
      return in.size();
    }

    @Override
    public Scatter accumulating() {
      return new Scatter(table, in, index, true);
    }

    @Override
    public String listing(IntFunction<String> names) {
      return "scatter " + names.apply(1) + "[" + names.apply(2) + "]" + (accumulate ? " +=" : "");
    }
  }

  /// Along the last axis, with m the row's maximum: out = e^(x−m) / Σ e^(x−m), or its logarithm,
  /// x − m − ln Σ e^(x−m).
  ///
  /// @param out the input's shape
  /// @param in any rank from 1
  /// @param logarithm whether the logarithm is wanted
  record RowSoftmax(Layout out, Layout in, boolean logarithm) implements Instruction {
    /// Checks the shapes.
    public RowSoftmax {
      Checks.sameShapes("softmax", List.of(out, in));
      Checks.writesOnce("softmax", out);
    }

    @Override
    public List<Layout> operands() {
      return List.of(out, in);
    }

    @Override
    public long flops() {
      return 5L * in.size();
    }

    @Override
    public Instruction accumulating() {
      throw Checks.neverAccumulates("softmax");
    }

    @Override
    public String listing(IntFunction<String> names) {
      return (logarithm ? "log_softmax " : "softmax ") + names.apply(1);
    }
  }

  /// For each row x of the logits with class c: loss = m + ln Σ e^(x−m) − x_c, and its gradient
  /// delta = softmax(x) − onehot(c), in one pass.
  ///
  /// @param loss `[rows]`
  /// @param delta [rows, classes]
  /// @param logits [rows, classes]
  /// @param classes `[rows]`, whole numbers from 0 to classes − 1, as floats
  record RowCrossEntropy(Layout loss, Layout delta, Layout logits, Layout classes)
      implements Instruction {
    /// Checks the shapes.
    public RowCrossEntropy {
      Checks.sameShapes("cross entropy", List.of(delta, logits));
      Checks.sameShapes("cross entropy", List.of(loss, classes));
      Checks.writesOnce("cross entropy", loss);
      Checks.writesOnce("cross entropy", delta);
    }

    @Override
    public List<Layout> operands() {
      return List.of(loss, delta, logits, classes);
    }

    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public long flops() {
      return 6L * logits.size();
    }

    @Override
    public Instruction accumulating() {
      throw Checks.neverAccumulates("cross entropy");
    }

    @Override
    public String listing(IntFunction<String> names) {
      return "cross_entropy " + names.apply(2) + ", " + names.apply(3);
    }
  }

  /// What the records check of themselves. A failure here is a mistake in an op, not in its use:
  /// ops reject bad shapes before they emit anything.
  final class Checks {
    private Checks() {}

    private static void sameShapes(String what, List<Layout> operands) {
      for (Layout l : operands) {
        if (!l.shape().equals(operands.get(0).shape())) {
          throw new IllegalArgumentException(what + ": operands of different shapes " + operands);
        }
      }
    }

    private static void writesOnce(String what, Layout out) {
      if (out.repeats()) {
        throw new IllegalArgumentException(what + ": the output " + out + " repeats elements");
      }
    }

    private static void slices(String what, Layout table, Layout index, Layout values) {
      int[] i = index.shape().toArray();
      int[] rest = table.shape().without(0).toArray();
      int[] all = Arrays.copyOf(i, i.length + rest.length);
      System.arraycopy(rest, 0, all, i.length, rest.length);
      if (!values.shape().equals(Shape.of(all))) {
        throw new IllegalArgumentException(
            what + ": " + table + " indexed by " + index + " cannot be " + values);
      }
    }

    private static IllegalStateException neverAccumulates(String what) {
      return new IllegalStateException(what + " writes no gradient, so it does not accumulate");
    }

    private static long flops(List<Formula> formulas) {
      long n = 0;
      for (Formula f : Formula.order(formulas)) {
        if (f instanceof Apply a) {
          n += a.function() == Primitive.FMA ? 2 : 1;
        }
      }
      return n;
    }
  }
}
