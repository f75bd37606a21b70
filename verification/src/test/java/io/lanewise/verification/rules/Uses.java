package io.lanewise.verification.rules;

import io.lanewise.formula.Formula;
import io.lanewise.layout.Shape;
import io.lanewise.op.Catalogue;
import io.lanewise.op.Concat;
import io.lanewise.op.Contiguous;
import io.lanewise.op.CosineSimilarity;
import io.lanewise.op.CrossEntropy;
import io.lanewise.op.Elementwise;
import io.lanewise.op.Extremum;
import io.lanewise.op.IndexSelect;
import io.lanewise.op.LogSumExp;
import io.lanewise.op.MatMul;
import io.lanewise.op.Op;
import io.lanewise.op.Pad;
import io.lanewise.op.Product;
import io.lanewise.op.Sample;
import io.lanewise.op.Sample.Kind;
import io.lanewise.op.Softmax;
import io.lanewise.op.Sum;
import io.lanewise.op.Variance;
import io.lanewise.verification.Placement;
import io.lanewise.verification.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// For each op of the catalogue, its uses: shapes by its family, values by its sample.
final class Uses {
  private static final int LARGEST_ARITY = 4;

  private Uses() {}

  /// What operands an op takes: one kind of generator for each.
  enum Family {
    ELEMENTWISE,
    REDUCTION,
    PRODUCT,
    MOVEMENT,
    ROWS
  }

  /// The family of an op.
  ///
  /// @throws IllegalStateException if it has none: a new op wants a generator here
  static Family family(Op op) {
    return switch (op) {
      case Elementwise e -> Family.ELEMENTWISE;
      case Sum s -> Family.REDUCTION;
      case Extremum e -> Family.REDUCTION;
      case Product p -> Family.REDUCTION;
      case Variance v -> Family.REDUCTION;
      case LogSumExp l -> Family.REDUCTION;
      case MatMul m -> Family.PRODUCT;
      case CosineSimilarity c -> Family.PRODUCT;
      case Contiguous c -> Family.MOVEMENT;
      case Concat c -> Family.MOVEMENT;
      case Pad p -> Family.MOVEMENT;
      case IndexSelect i -> Family.MOVEMENT;
      case Softmax s -> Family.ROWS;
      case CrossEntropy c -> Family.ROWS;
      default ->
          throw new IllegalStateException(
              "no generator for the operands of " + op.name() + "; add one to Uses");
    };
  }

  /// An op and what operands it has, which are still to be laid out.
  private record Applied(
      Op op, List<Sample.Argument> operands, List<Formula> kinks, boolean shared) {
    static Applied of(Op op, Sample.Argument... operands) {
      return new Applied(op, List.of(operands), List.of(), false);
    }
  }

  /// Uses of the differentiable ops of a family, each entry of the catalogue as often.
  static Arbitrary<Use> of(Family family) {
    List<Arbitrary<Applied>> all = new ArrayList<>();
    for (Catalogue.Entry e : Catalogue.entries()) {
      if (e.differentiable() && family(e.op()) == family) {
        all.add(of(e));
      }
    }
    Arbitrary<List<Placement>> placements = Tensors.placements().list().ofSize(LARGEST_ARITY);
    return Combinators.combine(
            Arbitraries.oneOf(all), placements, Tensors.often(false), Tensors.seeds())
        .as(Uses::laidOut);
  }

  /// Uses of all of them.
  static Arbitrary<Use> any() {
    List<Arbitrary<Use>> families = new ArrayList<>();
    for (Family family : Family.values()) {
      families.add(of(family));
    }
    return Arbitraries.oneOf(families);
  }

  private static Use laidOut(Applied a, List<Placement> placements, boolean again, int seed) {
    List<Use.Argument> operands = new ArrayList<>();
    for (int i = 0; i < a.operands.size(); i++) {
      Sample.Argument values = a.operands.get(i);
      operands.add(new Use.Argument(values, placements.get(i).first(values.shape().rank())));
    }
    return new Use(a.op, operands, a.kinks, a.shared, again, seed);
  }

  private static Arbitrary<Applied> of(Catalogue.Entry e) {
    Sample.Argument values = e.samples().get(0).arguments().get(0);
    String name = e.op().name();
    boolean mean = name.equals("mean");
    return switch (e.op()) {
      case Elementwise f -> elementwise(f, e);
      case Sum s -> reductions(values, mean ? 1 : 0, (k, a) -> new Sum(mean, k, a));
      case Extremum m -> reductions(values, 1, (k, a) -> new Extremum(name.equals("max"), k, a));
      case Product p -> reductions(values, 0, Product::new);
      case LogSumExp l -> reductions(values, 1, LogSumExp::new);
      case Variance v ->
          Arbitraries.oneOf(
              reductions(values, 1, (k, a) -> new Variance(0, k, a)),
              reductions(values, 2, (k, a) -> new Variance(1, k, a)));
      case MatMul m -> products(m, values);
      case CosineSimilarity c -> cosines(values);
      case Contiguous c -> Tensors.shapes(0).map(s -> Applied.of(c, with(values, s)));
      case Concat c -> concats(values);
      case Pad p -> pads(values);
      case IndexSelect i -> selections(values);
      case Softmax s -> softmaxes(values, name.equals("logSoftmax"));
      case CrossEntropy c -> crossEntropies(c, values);
      default -> throw new IllegalStateException("no generator for the operands of " + name);
    };
  }

  private static Arbitrary<Applied> elementwise(Elementwise op, Catalogue.Entry e) {
    List<Sample.Argument> arguments = e.samples().get(0).arguments();
    boolean mayShare =
        arguments.size() == 2 && arguments.get(1).equals(arguments.get(0)) && e.kinks().isEmpty();
    Arbitrary<Boolean> shared = mayShare ? Tensors.often(false) : Arbitraries.just(false);
    Arbitrary<List<Tensors.Broadcast>> broadcasts =
        Tensors.broadcasts().list().ofSize(arguments.size());
    return Combinators.combine(Tensors.shapes(0), shared, broadcasts)
        .as(
            (out, same, broadcast) -> {
              boolean whole = same || arguments.size() == 1;
              List<Sample.Argument> operands = new ArrayList<>();
              for (int i = 0; i < arguments.size(); i++) {
                Shape shape = whole ? out : broadcast.get(i).of(out);
                operands.add(with(arguments.get(i), shape));
              }
              return new Applied(op, operands, e.kinks(), same);
            });
  }

  /// A reduction of these options.
  private interface Reduction {
    Op over(boolean keep, int... axes);
  }

  /// Reductions over any axes, counted from the front or from the back; none means all.
  ///
  /// @param least how many elements it needs to combine
  private static Arbitrary<Applied> reductions(
      Sample.Argument values, int least, Reduction reduction) {
    Arbitrary<Boolean> either = Arbitraries.of(false, true);
    return Combinators.combine(Tensors.shapes(0), either.list().ofSize(5), either)
        .filter((shape, reduced, keep) -> count(shape, axes(shape.rank(), reduced, 0)) >= least)
        .as(
            (shape, reduced, keep) -> {
              int back = shape.size() % 2 == 0 ? shape.rank() : 0;
              int[] axes = axes(shape.rank(), reduced, back);
              return Applied.of(reduction.over(keep, axes), with(values, shape));
            });
  }

  private static int[] axes(int rank, List<Boolean> reduced, int back) {
    int[] axes = new int[rank];
    int n = 0;
    for (int i = 0; i < rank; i++) {
      if (reduced.get(i)) {
        axes[n++] = i - back;
      }
    }
    return Arrays.copyOf(axes, n);
  }

  private static int count(Shape shape, int... axes) {
    int n = axes.length == 0 ? shape.size() : 1;
    for (int a : axes) {
      n *= shape.dim(a);
    }
    return n;
  }

  private static Arbitrary<Applied> products(MatMul op, Sample.Argument values) {
    Arbitrary<Tensors.Broadcast> broadcast = Tensors.broadcasts();
    return Combinators.combine(
            Tensors.shapes(0, 2), broadcast, broadcast, Tensors.dims().list().ofSize(3))
        .as(
            (batch, a, b, d) ->
                Applied.of(
                    op,
                    with(values, matrices(a.of(batch), d.get(0), d.get(1))),
                    with(values, matrices(b.of(batch), d.get(1), d.get(2)))));
  }

  private static Shape matrices(Shape batch, int rows, int columns) {
    int[] dims = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    dims[dims.length - 2] = rows;
    dims[dims.length - 1] = columns;
    return Shape.of(dims);
  }

  /// Vectors of either sign and clear of 0, where the cosine turns faster than any step.
  private static Arbitrary<Applied> cosines(Sample.Argument x) {
    return Combinators.combine(Tensors.shapes(1), turns(), Tensors.often(false))
        .as(
            (shape, turn, opposite) -> {
              Sample.Argument first = with(x, shape);
              Sample.Argument second =
                  opposite ? new Sample.Argument(shape, -x.high(), -x.low(), x.kind()) : first;
              return Applied.of(new CosineSimilarity(axis(shape, turn)), first, second);
            });
  }

  /// Numbers that [#axis] makes an axis of.
  private static Arbitrary<Integer> turns() {
    return Arbitraries.integers().between(0, 59);
  }

  /// Any axis of a shape, counted from the front or from the back.
  private static int axis(Shape shape, int turn) {
    return turn % (2 * shape.rank()) - shape.rank();
  }

  private static Arbitrary<Applied> concats(Sample.Argument values) {
    Arbitrary<List<Integer>> parts = Tensors.dims().list().ofMinSize(1).ofMaxSize(LARGEST_ARITY);
    return Combinators.combine(Tensors.shapes(1), turns(), parts)
        .as(
            (shape, turn, sizes) -> {
              int axis = axis(shape, turn);
              Sample.Argument[] operands = new Sample.Argument[sizes.size()];
              for (int i = 0; i < operands.length; i++) {
                operands[i] = with(values, shape.with(axis, sizes.get(i)));
              }
              return Applied.of(new Concat(axis), operands);
            });
  }

  private static Arbitrary<Applied> pads(Sample.Argument values) {
    Arbitrary<int[]> margins = Arbitraries.integers().between(0, 2).array(int[].class).ofSize(5);
    return Combinators.combine(Tensors.shapes(0), margins, margins)
        .as(
            (shape, before, after) -> {
              int rank = shape.rank();
              Pad pad = new Pad(0.5, Arrays.copyOf(before, rank), Arrays.copyOf(after, rank));
              return Applied.of(pad, with(values, shape));
            });
  }

  private static Arbitrary<Applied> selections(Sample.Argument values) {
    return Combinators.combine(Tensors.shapes(1), turns(), Tensors.shapes(0, 2))
        .as(
            (table, turn, some) -> {
              int axis = axis(table, turn);
              int n = table.dim(axis);
              // An empty axis has nothing that an index could name.
              Shape index = n == 0 ? Shape.of(0) : some;
              return Applied.of(
                  new IndexSelect(axis),
                  with(values, table),
                  new Sample.Argument(index, 0, Math.max(0, n - 1), Kind.INDEX));
            });
  }

  private static Arbitrary<Applied> softmaxes(Sample.Argument values, boolean logarithm) {
    return Combinators.combine(Tensors.shapes(1), turns())
        .as(
            (shape, turn) -> {
              int axis = axis(shape, turn);
              Shape chosen = shape.with(axis, Math.max(1, shape.dim(axis)));
              return Applied.of(new Softmax(logarithm, axis), with(values, chosen));
            });
  }

  private static Arbitrary<Applied> crossEntropies(CrossEntropy op, Sample.Argument values) {
    return Combinators.combine(
            Arbitraries.integers().between(1, 8), Arbitraries.integers().between(1, 6))
        .as(
            (rows, classes) ->
                Applied.of(
                    op,
                    with(values, Shape.of(rows, classes)),
                    new Sample.Argument(Shape.of(rows), 0, classes - 1, Kind.INDEX)));
  }

  private static Sample.Argument with(Sample.Argument a, Shape shape) {
    return new Sample.Argument(shape, a.low(), a.high(), a.kind());
  }
}
