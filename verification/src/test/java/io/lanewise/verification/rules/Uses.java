package io.lanewise.verification.rules;

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

  /// Uses of the differentiable ops of a family, each entry of the catalogue as often.
  static Arbitrary<Use> of(Family family) {
    List<Arbitrary<Use>> all = new ArrayList<>();
    for (Catalogue.Entry e : Catalogue.entries()) {
      if (e.differentiable() && family(e.op()) == family) {
        all.add(of(e));
      }
    }
    return Arbitraries.oneOf(all);
  }

  private static Arbitrary<Use> of(Catalogue.Entry e) {
    Sample.Argument values = e.samples().get(0).arguments().get(0);
    String name = e.op().name();
    return switch (e.op()) {
      case Elementwise f -> elementwise(f, e);
      case Sum s ->
          reductions(
              values, name.equals("mean") ? 1 : 0, (k, a) -> new Sum(name.equals("mean"), k, a));
      case Extremum m -> reductions(values, 1, (k, a) -> new Extremum(name.equals("max"), k, a));
      case Product p -> reductions(values, 0, Product::new);
      case LogSumExp l -> reductions(values, 1, LogSumExp::new);
      case Variance v ->
          Arbitraries.integers()
              .between(0, 1)
              .flatMap(c -> reductions(values, c + 1, (k, a) -> new Variance(c, k, a)));
      case MatMul m -> products(m, values);
      case CosineSimilarity c -> cosines(values, e.samples().get(0).arguments().get(1));
      case Contiguous c -> Tensors.shapes(0).flatMap(s -> use(c, with(values, s)));
      case Concat c -> concats(values);
      case Pad p -> pads(values);
      case IndexSelect i -> selections(values);
      case Softmax s -> softmaxes(values, name.equals("logSoftmax"));
      case CrossEntropy c -> crossEntropies(c, values);
      default -> throw new IllegalStateException("no generator for the operands of " + name);
    };
  }

  private static Arbitrary<Use> elementwise(Elementwise op, Catalogue.Entry e) {
    List<Sample.Argument> arguments = e.samples().get(0).arguments();
    boolean mayShare =
        arguments.size() == 2 && arguments.get(1).equals(arguments.get(0)) && e.kinks().isEmpty();
    Arbitrary<Boolean> shared = mayShare ? Tensors.often(false) : Arbitraries.just(false);
    return Combinators.combine(Tensors.shapes(0), shared)
        .flatAs(
            (out, same) -> {
              List<Arbitrary<Sample.Argument>> operands = new ArrayList<>();
              for (Sample.Argument a : arguments) {
                boolean whole = same || arguments.size() == 1;
                Arbitrary<Shape> shape = whole ? Arbitraries.just(out) : Tensors.broadcastTo(out);
                operands.add(shape.map(s -> with(a, s)));
              }
              return Combinators.combine(operands)
                  .as(list -> list)
                  .flatMap(list -> use(op, list, e, same));
            });
  }

  /// A reduction of these options.
  private interface Reduction {
    Op over(boolean keep, int... axes);
  }

  /// @param least how many elements it needs to combine
  private static Arbitrary<Use> reductions(Sample.Argument values, int least, Reduction reduction) {
    return Tensors.shapes(0)
        .filter(shape -> largestCount(shape) >= least)
        .flatMap(
            shape ->
                Combinators.combine(axes(shape.rank()), Arbitraries.of(false, true))
                    .filter((axes, keep) -> count(shape, axes) >= least)
                    .flatAs((axes, keep) -> use(reduction.over(keep, axes), with(values, shape))));
  }

  /// Any axes, counted from the front or from the back; none means all.
  private static Arbitrary<int[]> axes(int rank) {
    return Combinators.combine(
            Arbitraries.of(false, true).list().ofSize(rank), Arbitraries.of(0, rank))
        .as(
            (chosen, back) -> {
              int[] axes = new int[rank];
              int n = 0;
              for (int i = 0; i < rank; i++) {
                if (chosen.get(i)) {
                  axes[n++] = i - back;
                }
              }
              return Arrays.copyOf(axes, n);
            });
  }

  /// The most elements that some axes hold: those that are not empty.
  private static int largestCount(Shape shape) {
    int n = 1;
    boolean some = shape.rank() == 0;
    for (int d : shape.toArray()) {
      some |= d > 0;
      n *= Math.max(1, d);
    }
    return some ? n : 0;
  }

  private static int count(Shape shape, int... axes) {
    int n = axes.length == 0 ? shape.size() : 1;
    for (int a : axes) {
      n *= shape.dim(a);
    }
    return n;
  }

  private static Arbitrary<Use> products(MatMul op, Sample.Argument values) {
    Arbitrary<Integer> size = Tensors.dims();
    return Combinators.combine(Tensors.shapes(0, 2), size, size, size)
        .flatAs(
            (batch, m, k, n) ->
                Combinators.combine(Tensors.broadcastTo(batch), Tensors.broadcastTo(batch))
                    .flatAs(
                        (a, b) ->
                            use(
                                op,
                                with(values, matrices(a, m, k)),
                                with(values, matrices(b, k, n)))));
  }

  private static Shape matrices(Shape batch, int rows, int columns) {
    int[] dims = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    dims[dims.length - 2] = rows;
    dims[dims.length - 1] = columns;
    return Shape.of(dims);
  }

  private static Arbitrary<Use> cosines(Sample.Argument x, Sample.Argument y) {
    return alongAnAxis(
        (shape, axis) -> {
          // Of vectors of one element it is their sign: no gradient to measure, so one sign only.
          Sample.Argument second = shape.dim(axis) == 1 ? x : y;
          return use(new CosineSimilarity(axis), with(x, shape), with(second, shape));
        });
  }

  /// Uses of a shape and one of its axes.
  private interface AlongAnAxis {
    Arbitrary<Use> of(Shape shape, int axis);
  }

  private static Arbitrary<Use> alongAnAxis(AlongAnAxis uses) {
    return Tensors.shapes(1)
        .flatMap(
            shape ->
                Arbitraries.integers()
                    .between(-shape.rank(), shape.rank() - 1)
                    .flatMap(axis -> uses.of(shape, axis)));
  }

  private static Arbitrary<Use> concats(Sample.Argument values) {
    return alongAnAxis(
        (shape, axis) ->
            Tensors.dims()
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(
                    sizes -> {
                      List<Sample.Argument> parts = new ArrayList<>();
                      for (int n : sizes) {
                        parts.add(with(values, shape.with(axis, n)));
                      }
                      return use(new Concat(axis), parts);
                    }));
  }

  private static Arbitrary<Use> pads(Sample.Argument values) {
    return Tensors.shapes(0)
        .flatMap(
            shape -> {
              Arbitrary<int[]> margins =
                  Arbitraries.integers().between(0, 2).array(int[].class).ofSize(shape.rank());
              return Combinators.combine(margins, margins)
                  .flatAs((before, after) -> use(new Pad(0.5, before, after), with(values, shape)));
            });
  }

  private static Arbitrary<Use> selections(Sample.Argument values) {
    return alongAnAxis(
        (table, axis) -> {
          int n = table.dim(axis);
          Arbitrary<Shape> indices = n == 0 ? Arbitraries.just(Shape.of(0)) : Tensors.shapes(0, 2);
          return indices.flatMap(
              s ->
                  use(
                      new IndexSelect(axis),
                      with(values, table),
                      new Sample.Argument(s, 0, Math.max(0, n - 1), Kind.INDEX)));
        });
  }

  private static Arbitrary<Use> softmaxes(Sample.Argument values, boolean logarithm) {
    return alongAnAxis(
        (shape, axis) ->
            use(
                new Softmax(logarithm, axis),
                with(values, shape.with(axis, Math.max(1, shape.dim(axis))))));
  }

  private static Arbitrary<Use> crossEntropies(CrossEntropy op, Sample.Argument values) {
    return Combinators.combine(
            Arbitraries.integers().between(1, 8), Arbitraries.integers().between(1, 6))
        .flatAs(
            (rows, classes) ->
                use(
                    op,
                    with(values, Shape.of(rows, classes)),
                    new Sample.Argument(Shape.of(rows), 0, classes - 1, Kind.INDEX)));
  }

  private static Sample.Argument with(Sample.Argument a, Shape shape) {
    return new Sample.Argument(shape, a.low(), a.high(), a.kind());
  }

  private static Arbitrary<Use> use(Op op, Sample.Argument... values) {
    return use(op, Arrays.asList(values));
  }

  private static Arbitrary<Use> use(Op op, List<Sample.Argument> values) {
    return use(op, values, null, false);
  }

  private static Arbitrary<Use> use(
      Op op, List<Sample.Argument> values, Catalogue.Entry entry, boolean shared) {
    List<Arbitrary<Placement>> placements = new ArrayList<>();
    for (Sample.Argument a : values) {
      placements.add(Tensors.placements(a.shape().rank()));
    }
    return Combinators.combine(
            Combinators.combine(placements).as(list -> list), Tensors.often(false), Tensors.seeds())
        .as(
            (placed, again, seed) -> {
              List<Use.Argument> operands = new ArrayList<>();
              for (int i = 0; i < placed.size(); i++) {
                operands.add(new Use.Argument(values.get(i), placed.get(i)));
              }
              return new Use(
                  op, operands, entry == null ? List.of() : entry.kinks(), shared, again, seed);
            });
  }
}
