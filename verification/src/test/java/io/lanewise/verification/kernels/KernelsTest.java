package io.lanewise.verification.kernels;

import static io.lanewise.verification.kernels.KernelCheck.U;
import static io.lanewise.verification.kernels.KernelCheck.gamma;

import io.lanewise.backend.Backend;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.formula.Function;
import io.lanewise.formula.Primitive;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import io.lanewise.verification.Counts;
import io.lanewise.verification.FunctionErrors;
import io.lanewise.verification.Placement;
import io.lanewise.verification.Tensors;
import io.lanewise.verification.UnderTest;
import io.lanewise.verification.kernels.KernelCheck.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Every instruction on every float32 backend: within the error that its roundings explain, with
/// the same bits in every layout, and nothing written beside the outputs.
class KernelsTest {
  private static final KernelCheck.Bound EXACT = (operand, element, truth) -> 0;

  /// How the operands lie, and their values.
  record Laid(Placement out, List<Placement> in, boolean accumulate, int seed) {
    List<Placement> all(int operands) {
      List<Placement> all = new ArrayList<>(List.of(out));
      all.addAll(in.subList(0, operands - 1));
      return all;
    }
  }

  @Provide
  Arbitrary<Laid> laid() {
    return Combinators.combine(
            Tensors.distinctPlacements(),
            Tensors.placements().list().ofSize(3),
            Arbitraries.of(false, true),
            Tensors.seeds())
        .as(Laid::new);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Sizes.shapes();
  }

  @Provide
  Arbitrary<Function> functions() {
    List<Function> all = new ArrayList<>(Arrays.asList(Primitive.values()));
    all.addAll(Arrays.asList(Composite.values()));
    return Arbitraries.of(all);
  }

  private static Layout layout(Placement p, Shape shape) {
    return p.first(shape.rank()).layout(shape);
  }

  @Property(tries = 3_000)
  void mapIsWithinTheDocumentedErrorOfItsFunction(
      @ForAll("functions") Function f, @ForAll("shapes") Shape shape, @ForAll("laid") Laid laid) {
    int arity = f.arity();
    Formula[] arguments = {Formula.X, Formula.Y, Formula.Z};
    Formula formula = Formula.apply(f, Arrays.copyOf(arguments, arity));
    List<Placement> placements = laid.all(arity + 1);
    boolean whole = f == Primitive.EXP2I || f == Primitive.SCALE;
    Trial.Values drawn = Sizes.values(laid.seed, whole ? -40 : -2, whole ? 40 : 2);
    Trial.Values values = whole ? (o, e) -> Math.rint(drawn.at(o, e)) : drawn;
    Form form = p -> new Instruction.Map(List.of(formula), layouts(p, shape));
    double ulps = f instanceof Composite c ? FunctionErrors.documented(c) : FunctionErrors.ROUNDED;
    if (!laid.accumulate) {
      KernelCheck.check("map " + f.label(), form, placements, values, (o, e, t) -> ulps * ulp(t));
      return;
    }
    Trial term = KernelCheck.truth(form, placements, values);
    KernelCheck.check(
        "map " + f.label() + " +=",
        p -> form.of(p).accumulating(),
        placements,
        values,
        (o, e, t) -> ulps * ulp(term.at(0, e)) + FunctionErrors.ROUNDED * ulp(t),
        owners(arity + 2));
  }

  /// The last operand of an accumulating map is its output once more.
  private static int[] owners(int operands) {
    int[] owner = new int[operands];
    for (int i = 1; i < operands - 1; i++) {
      owner[i] = i;
    }
    return owner;
  }

  private static double ulp(double truth) {
    return Math.ulp((float) truth);
  }

  private static List<Layout> layouts(List<Placement> placements, Shape shape) {
    return placements.stream().map(p -> layout(p, shape)).toList();
  }

  @Property(tries = 1_500)
  void mapInPlaceHasTheBitsOfOneIntoAnotherBuffer(
      @ForAll("shapes") Shape shape, @ForAll("laid") Laid laid) {
    Layout same = layout(laid.out, shape);
    Layout other = layout(laid.in.get(0), shape);
    Formula formula = Formula.fma(Formula.X, Formula.Y, Formula.of(Composite.TANH, Formula.X));
    var map = new Instruction.Map(List.of(formula), List.of(same, same, other));
    Trial.Values drawn = Sizes.values(laid.seed, -2, 2);
    // The output holds what the first input does, for they are one in the second run.
    Trial.Values values = (o, e) -> drawn.at(Math.max(o, 1), e);
    for (Backend backend : UnderTest.ALL) {
      Trial apart = Trial.run(backend, map, values);
      Trial.run(backend, map, values, 0, 0, 2).assertSameBits(apart, 0);
      Counts.tried("kernel", "map in place", backend.name(), 0);
    }
  }

  @Property(tries = 3_000)
  void reductionIsWithinTheErrorOfItsRoundings(
      @ForAll Combine how,
      @ForAll("shapes") Shape shape,
      @ForAll("masks") List<Boolean> reduced,
      @ForAll("laid") Laid laid) {
    Shape kept = shape;
    for (int i = 0; i < shape.rank(); i++) {
      kept = reduced.get(i) ? kept.with(i, 1) : kept;
    }
    Shape out = kept;
    boolean accumulate = laid.accumulate && how == Combine.SUM;
    Form form =
        p ->
            new Instruction.Reduce(
                how,
                Formula.X,
                List.of(layout(p.get(0), out).expand(shape), layout(p.get(1), shape)),
                accumulate);
    // Near 1, or a long product leaves the range of floats.
    double low = how == Combine.PRODUCT ? 0.998 : -2;
    double high = how == Combine.PRODUCT ? 1.002 : 2;
    Trial.Values values = Sizes.values(laid.seed, low, high);
    int n = shape.size() / Math.max(1, out.size());
    KernelCheck.Bound bound =
        switch (how) {
          case MAX, MIN -> EXACT;
          case SUM, PRODUCT -> relativeTo(form, laid.all(2), values, gamma(n + 1));
        };
    String name = "reduce " + how + (accumulate ? " +=" : "");
    KernelCheck.check(name, form, laid.all(2), values, bound);
  }

  /// So much of what the instruction gives for the magnitudes of the operands: Σ|aᵢbᵢ| where it
  /// computes Σ aᵢbᵢ.
  private static KernelCheck.Bound relativeTo(
      Form form, List<Placement> placements, Trial.Values values, double factor) {
    Trial.Values magnitudes = (o, e) -> Math.abs(values.at(o, e));
    Trial sums = KernelCheck.truth(form, placements, magnitudes);
    return (o, e, truth) -> factor * sums.at(o, e);
  }

  @Provide
  Arbitrary<List<Boolean>> masks() {
    return Arbitraries.of(false, true).list().ofSize(5);
  }

  /// The sizes of a product of matrices and which operands repeat over the batch.
  record Product(int batch, int m, int k, int n) {
    Shape shape(int rows, int columns) {
      return batch == 1 ? Shape.of(rows, columns) : Shape.of(batch, rows, columns);
    }
  }

  @Provide
  Arbitrary<Product> products() {
    Arbitrary<Integer> any = Sizes.tails();
    return Combinators.combine(Arbitraries.of(1, 1, 1, 2, 3, 0), any, any, any)
        .as(Product::new)
        .filter(p -> (long) p.batch * p.m * p.k * p.n <= 150_000)
        .filter(p -> p.m * p.k + p.k * p.n + p.m * p.n <= 20_000);
  }

  @Property(tries = 1_500)
  void gemmIsWithinGammaOfTheSumOfMagnitudes(
      @ForAll("products") Product p, @ForAll("laid") Laid laid) {
    Form form =
        placed ->
            new Instruction.Gemm(
                layout(placed.get(0), p.shape(p.m, p.n)),
                layout(placed.get(1), p.shape(p.m, p.k)),
                layout(placed.get(2), p.shape(p.k, p.n)),
                laid.accumulate);
    Trial.Values values = Sizes.values(laid.seed, -2, 2);
    // K fused steps. Parts of the sum and the old value make it no longer than one more for each.
    double factor = gamma(p.k + 1);
    KernelCheck.check(
        laid.accumulate ? "gemm +=" : "gemm",
        form,
        laid.all(3),
        values,
        relativeTo(form, laid.all(3), values, factor));
  }

  /// A·Aᵀ of one buffer, and of two with the same numbers.
  @Property(tries = 300)
  void gemmOfAMatrixWithItselfHasTheBitsOfOneWithItsCopy(
      @ForAll("rows") Shape drawn, @ForAll("laid") Laid laid) {
    Shape shape = drawn.with(0, Math.min(33, drawn.dim(0)));
    Layout a = layout(laid.in.get(0), shape);
    int n = shape.dim(0);
    Layout c = layout(laid.out, Shape.of(n, n));
    var gemm = new Instruction.Gemm(c, a, a.transpose(), laid.accumulate);
    Trial.Values drawnValues = Sizes.values(laid.seed, -2, 2);
    Trial.Values values = (o, place) -> drawnValues.at(Math.min(o, 1), place);
    for (Backend backend : UnderTest.ALL) {
      Trial apart = Trial.run(backend, gemm, values);
      Trial.run(backend, gemm, values, 0, 1, 1).assertSameBits(apart, 0);
      Counts.tried("kernel", "gemm shared", backend.name(), 0);
    }
  }

  @Property(tries = 1_000)
  void copyMovesEveryElement(@ForAll("shapes") Shape shape, @ForAll("laid") Laid laid) {
    Form form = p -> new Instruction.Copy(layout(p.get(0), shape), layout(p.get(1), shape));
    KernelCheck.check("copy", form, laid.all(2), Sizes.values(laid.seed, -2, 2), EXACT);
  }

  @Property(tries = 1_500)
  void argReduceFindsTheFirstAmongManyTies(
      @ForAll("shapes") Shape drawn, @ForAll boolean largest, @ForAll("laid") Laid laid) {
    Shape in = drawn.with(-1, Math.max(1, drawn.dim(-1)));
    Form form =
        p ->
            new Instruction.ArgReduce(
                layout(p.get(0), in.without(-1)), layout(p.get(1), in), largest);
    Trial.Values values = Sizes.values(laid.seed, -3, 3);
    KernelCheck.check(
        largest ? "argmax" : "argmin",
        form,
        laid.all(2),
        (o, e) -> Math.rint(values.at(o, e)),
        EXACT);
  }

  /// A table's rows and the shape of what indexes them.
  record Table(int rows, List<Integer> rest, Shape index) {
    Shape table() {
      return joined(Shape.of(rows));
    }

    Shape slices() {
      return joined(index);
    }

    private Shape joined(Shape first) {
      int[] dims = Arrays.copyOf(first.toArray(), first.rank() + rest.size());
      for (int i = 0; i < rest.size(); i++) {
        dims[first.rank() + i] = rest.get(i);
      }
      return Shape.of(dims);
    }
  }

  @Provide
  Arbitrary<Table> tables() {
    Arbitrary<List<Integer>> rest = Sizes.tails(129).list().ofMaxSize(2);
    return Combinators.combine(Arbitraries.integers().between(1, 9), rest, Tensors.shapes(0, 2))
        .as(Table::new)
        .filter(t -> t.slices().size() <= 20_000);
  }

  @Property(tries = 1_000)
  void gatherTakesTheSlicesThatTheIndexNames(@ForAll("tables") Table t, @ForAll("laid") Laid laid) {
    Form form =
        p ->
            new Instruction.Gather(
                layout(p.get(0), t.slices()),
                layout(p.get(1), t.table()),
                layout(p.get(2), t.index),
                laid.accumulate);
    KernelCheck.check(
        laid.accumulate ? "gather +=" : "gather",
        form,
        laid.all(3),
        indexed(laid, t),
        laid.accumulate ? (o, e, truth) -> U * Math.abs(truth) : EXACT);
  }

  /// Operand 2 holds indices.
  private static Trial.Values indexed(Laid laid, Table t) {
    Trial.Values values = Sizes.values(laid.seed, -2, 2);
    return (o, e) -> o == 2 ? Sizes.index(laid.seed, e, t.rows) : values.at(o, e);
  }

  @Property(tries = 1_000)
  void scatterAddsEverySliceToItsRow(@ForAll("tables") Table t, @ForAll("laid") Laid laid) {
    Form form =
        p ->
            new Instruction.Scatter(
                layout(p.get(0), t.table()),
                layout(p.get(1), t.slices()),
                layout(p.get(2), t.index),
                laid.accumulate);
    Trial.Values values = indexed(laid, t);
    double factor = gamma(t.index.size() + 1);
    KernelCheck.check(
        laid.accumulate ? "scatter +=" : "scatter",
        form,
        laid.all(3),
        values,
        relativeTo(form, laid.all(3), values, factor));
  }

  @Property(tries = 1_500)
  void softmaxIsWithinTheErrorOfItsExponentialsAndSum(
      @ForAll("shapes") Shape drawn, @ForAll boolean logarithm, @ForAll("laid") Laid laid) {
    Shape shape = drawn.with(-1, Math.max(1, drawn.dim(-1)));
    Form form =
        p ->
            new Instruction.RowSoftmax(layout(p.get(0), shape), layout(p.get(1), shape), logarithm);
    RowErrors errors = new RowErrors(shape.dim(-1), 2 * LOGIT);
    KernelCheck.check(
        logarithm ? "log softmax" : "softmax",
        form,
        laid.all(2),
        Sizes.values(laid.seed, -LOGIT, LOGIT),
        (o, e, t) -> logarithm ? errors.logarithm() : errors.share() * t);
  }

  private static final double LOGIT = 8;

  @Property(tries = 1_500)
  void crossEntropyAndItsGradientAreWithinTheErrorOfSoftmax(
      @ForAll("rows") Shape shape, @ForAll("laid") Laid laid) {
    Shape rows = shape.without(-1);
    List<Placement> placements = List.of(laid.out, laid.out, laid.in.get(0), laid.in.get(1));
    Form form =
        p ->
            new Instruction.RowCrossEntropy(
                layout(p.get(0), rows),
                layout(p.get(1), shape),
                layout(p.get(2), shape),
                layout(p.get(3), rows));
    int classes = shape.dim(-1);
    Trial.Values logits = Sizes.values(laid.seed, -LOGIT, LOGIT);
    RowErrors errors = new RowErrors(classes, 2 * LOGIT);
    KernelCheck.check(
        "cross entropy",
        form,
        placements,
        (o, e) -> o == 3 ? Sizes.index(laid.seed, e, classes) : logits.at(o, e),
        // The gradient is a share, less 1 at the class: one more rounding.
        (o, e, t) -> o == 0 ? errors.logarithm() : errors.share() + U);
  }

  /// Where arithmetic has its corners: what a vector instruction may round, order or compare in
  /// another way than the scalar one.
  private static final float[] CORNERS = {
    0,
    -0f,
    1,
    -1,
    0.5f,
    -1.5f,
    3,
    -7,
    88.5f,
    -88.5f,
    127,
    -126.5f,
    1e-3f,
    16777216,
    -16777217,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    0x1.8p-127f,
    -0x1p-130f,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    2147483648f,
    -2147483904f,
    8388608.5f,
    8388607.5f,
    -4194303.5f,
    1.0000001f,
    0.99999994f
  };

  /// Corners among other numbers, so that not every sum is a NaN: one in `share`.
  private static Trial.Values corners(int seed, int share) {
    Trial.Values plain = Sizes.values(seed, -3, 3);
    return (o, e) -> {
      Philox random = new Philox(seed, 1000 + o);
      boolean corner = random.below(share, 2 * e) == 0;
      return corner ? CORNERS[random.below(CORNERS.length, 2 * e + 1)] : plain.at(o, e);
    };
  }

  @Property(tries = 2_000)
  void functionsOfCornerValuesHaveTheBitsOfScalar(
      @ForAll("functions") Function f, @ForAll("shapes") Shape shape, @ForAll("laid") Laid laid) {
    Formula[] arguments = {Formula.X, Formula.Y, Formula.Z};
    Formula formula = Formula.apply(f, Arrays.copyOf(arguments, f.arity()));
    List<Layout> layouts = layouts(laid.all(f.arity() + 1), shape);
    // Out of their documented domain those two may do as they like.
    boolean whole = f == Primitive.EXP2I || f == Primitive.SCALE;
    Trial.Values drawn = corners(laid.seed, 2);
    Trial.Values values =
        whole ? (o, e) -> Math.rint(Sizes.values(laid.seed, -126, 127).at(o, e)) : drawn;
    KernelCheck.sameBits(
        "map " + f.label() + " of corners",
        new Instruction.Map(List.of(formula), layouts),
        f == Primitive.SCALE ? (o, e) -> o == 1 ? drawn.at(o, e) : values.at(o, e) : values);
  }

  @Property(tries = 1_000)
  void reductionsOfCornerValuesHaveTheBitsOfScalar(
      @ForAll Combine how,
      @ForAll("shapes") Shape shape,
      @ForAll("masks") List<Boolean> reduced,
      @ForAll("laid") Laid laid) {
    Shape kept = shape;
    for (int i = 0; i < shape.rank(); i++) {
      kept = reduced.get(i) ? kept.with(i, 1) : kept;
    }
    Layout out = layout(laid.out, kept).expand(shape);
    var reduce =
        new Instruction.Reduce(
            how,
            Formula.mul(Formula.X, Formula.Y),
            List.of(out, layout(laid.in.get(0), shape), layout(laid.in.get(1), shape)),
            laid.accumulate && how == Combine.SUM);
    Trial.Values values = corners(laid.seed, laid.seed % 2 == 0 ? 3 : 500);
    KernelCheck.sameBits("reduce " + how + " of corners", reduce, values);
  }

  @Property(tries = 500)
  void productsOfCornerValuesHaveTheBitsOfScalar(
      @ForAll("products") Product p, @ForAll("laid") Laid laid) {
    var gemm =
        new Instruction.Gemm(
            layout(laid.out, p.shape(p.m, p.n)),
            layout(laid.in.get(0), p.shape(p.m, p.k)),
            layout(laid.in.get(1), p.shape(p.k, p.n)),
            laid.accumulate);
    KernelCheck.sameBits("gemm of corners", gemm, corners(laid.seed, 100));
  }

  @Property(tries = 500)
  void rowsOfCornerValuesHaveTheBitsOfScalar(
      @ForAll("rows") Shape shape, @ForAll boolean logarithm, @ForAll("laid") Laid laid) {
    Trial.Values values = corners(laid.seed, laid.seed % 2 == 0 ? 5 : 300);
    Layout in = layout(laid.in.get(0), shape);
    Layout out = layout(laid.out, shape);
    KernelCheck.sameBits(
        "softmax of corners", new Instruction.RowSoftmax(out, in, logarithm), values);
    Layout losses = Layout.of(shape.without(-1));
    int classes = shape.dim(-1);
    KernelCheck.sameBits(
        "cross entropy of corners",
        new Instruction.RowCrossEntropy(losses, out, in, losses),
        (o, e) -> o == 3 ? Sizes.index(laid.seed, e, classes) : values.at(o, e));
    KernelCheck.sameBits(
        "argmax of corners", new Instruction.ArgReduce(losses, in, logarithm), values);
  }

  @Provide
  Arbitrary<Shape> rows() {
    return Combinators.combine(Sizes.tails(), Sizes.tails())
        .as((n, classes) -> Shape.of(n, Math.max(1, classes)))
        .filter(s -> s.size() <= 20_000);
  }
}
