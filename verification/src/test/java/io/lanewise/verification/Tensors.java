package io.lanewise.verification;

import io.lanewise.layout.Shape;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/// Shapes and placements for properties. Values are not among them: they come from a seed, so that
/// a failure shrinks to a small shape laid out plainly.
public final class Tensors {
  /// No more elements than this, for the sake of the number of tries.
  private static final int LARGEST = 120;

  /// No more axes than this, in recipes that are cut to the rank at hand. (Drawing them for the
  /// rank would make an arbitrary for each shape, which jqwik compares with all earlier ones.)
  private static final int RANK = 8;

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

  /// Which axes of a shape an operand lacks or repeats.
  ///
  /// @param lead leading axes left out, as many as there are
  /// @param ones axes of size 1
  public record Broadcast(int lead, List<Boolean> ones) {
    /// The operand's shape, for a result of this one.
    public Shape of(Shape result) {
      int from = Math.min(lead, result.rank());
      int[] dims = new int[result.rank() - from];
      for (int i = 0; i < dims.length; i++) {
        dims[i] = ones.get(from + i) ? 1 : result.dim(from + i);
      }
      return Shape.of(dims);
    }
  }

  /// Ways to broadcast.
  public static Arbitrary<Broadcast> broadcasts() {
    Arbitrary<Integer> lead =
        Arbitraries.frequency(
            Tuple.of(12, 0), Tuple.of(2, 1), Tuple.of(1, 2), Tuple.of(1, 3), Tuple.of(1, RANK));
    return Combinators.combine(lead, often(false).list().ofSize(RANK)).as(Broadcast::new);
  }

  /// Every way to lay out up to [#RANK] axes, the plain one in a third of all cases.
  public static Arbitrary<Placement> placements() {
    return placements(true);
  }

  /// Ways in which each element has a place of its own, as an output needs it.
  public static Arbitrary<Placement> distinctPlacements() {
    return placements(false);
  }

  private static Arbitrary<Placement> placements(boolean repeating) {
    Arbitrary<List<Placement.Axis>> axes = axis(repeating).list().ofSize(RANK);
    Arbitrary<Placement> plain = Arbitraries.just(Placement.plain(RANK));
    Arbitrary<Placement> sliced = axes.map(list -> new Placement(Placement.inOrder(RANK), list));
    Arbitrary<Placement> any =
        Combinators.combine(Arbitraries.shuffle(Placement.inOrder(RANK)), axes).as(Placement::new);
    return Arbitraries.frequencyOf(Tuple.of(1, plain), Tuple.of(1, sliced), Tuple.of(1, any));
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
        .withDistribution(RandomDistribution.uniform());
  }
}
