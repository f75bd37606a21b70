package io.lanewise.verification;

import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Shapes and placements for properties. Values are not among them: they come from a seed, so that
/// a failure shrinks to a small shape laid out plainly.
public final class Tensors {
  /// No more elements than this, for the sake of the number of tries.
  private static final int LARGEST = 120;

  private Tensors() {}

  /// Sizes of an axis, 1 and 0 among them.
  public static Arbitrary<Integer> dims() {
    return Arbitraries.frequency(
        Tuple.of(4, 1),
        Tuple.of(5, 2),
        Tuple.of(5, 3),
        Tuple.of(2, 4),
        Tuple.of(1, 5),
        Tuple.of(1, 0));
  }

  /// Shapes of a rank up to 5.
  public static Arbitrary<Shape> shapes(int leastRank) {
    return shapes(leastRank, 5);
  }

  /// Shapes of these ranks.
  public static Arbitrary<Shape> shapes(int leastRank, int largestRank) {
    return dims()
        .list()
        .ofMinSize(leastRank)
        .ofMaxSize(largestRank)
        .map(d -> Shape.of(d.stream().mapToInt(i -> i).toArray()))
        .filter(s -> s.size() <= LARGEST);
  }

  /// Shapes that broadcast to this one: leading axes left out, others of size 1.
  public static Arbitrary<Shape> broadcastTo(Shape shape) {
    int rank = shape.rank();
    Arbitrary<Integer> left = Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, rank));
    Arbitrary<Integer> lead = left.flatMap(most -> Arbitraries.integers().between(0, most));
    Arbitrary<List<Boolean>> ones = often(false).list().ofSize(rank);
    return Combinators.combine(lead, ones)
        .as(
            (from, one) -> {
              int[] dims = new int[rank - from];
              for (int i = 0; i < dims.length; i++) {
                dims[i] = one.get(from + i) ? 1 : shape.dim(from + i);
              }
              return Shape.of(dims);
            });
  }

  /// Every way to lay this many axes out, the plain one in a third of all cases.
  public static Arbitrary<Placement> placements(int rank) {
    return placements(rank, true);
  }

  /// Ways in which each element has a place of its own, as an output needs it.
  public static Arbitrary<Placement> distinctPlacements(int rank) {
    return placements(rank, false);
  }

  private static Arbitrary<Placement> placements(int rank, boolean repeating) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      axes.add(i);
    }
    Arbitrary<Placement> plain = Arbitraries.just(plain(rank));
    Arbitrary<Placement> sliced =
        axis(repeating).list().ofSize(rank).map(list -> new Placement(axes, list));
    Arbitrary<Placement> any =
        Combinators.combine(Arbitraries.shuffle(axes), axis(repeating).list().ofSize(rank))
            .as(Placement::new);
    return Arbitraries.frequencyOf(Tuple.of(1, plain), Tuple.of(1, sliced), Tuple.of(1, any));
  }

  /// Row-major, without gaps.
  public static Placement plain(int rank) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      order.add(i);
    }
    return new Placement(order, Collections.nCopies(rank, new Placement.Axis(0, 1, 0, false)));
  }

  private static Arbitrary<Placement.Axis> axis(boolean repeating) {
    Arbitrary<Integer> margin =
        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 1), Tuple.of(1, 2));
    Arbitrary<Integer> step = Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(1, 2), Tuple.of(1, 3));
    Arbitrary<Boolean> repeated = repeating ? often(false) : Arbitraries.just(false);
    return Combinators.combine(margin, step, margin, repeated).as(Placement.Axis::new);
  }

  /// This answer in five of six cases.
  public static Arbitrary<Boolean> often(boolean answer) {
    return Arbitraries.frequency(Tuple.of(5, answer), Tuple.of(1, !answer));
  }

  /// Seeds of values.
  public static Arbitrary<Integer> seeds() {
    return Arbitraries.integers()
        .between(0, 1 << 24)
        .withDistribution(net.jqwik.api.RandomDistribution.uniform());
  }
}
