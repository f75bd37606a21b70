package io.lanewise.verification.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Tensor;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import io.lanewise.verification.Tensors;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Views and joins against index arithmetic, and those that undo each other.
class ViewsTest {
  @Provide
  Arbitrary<Law> laws() {
    return Law.laws();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Tensors.shapes(1);
  }

  @Provide
  Arbitrary<Integer> turns() {
    return Law.turns();
  }

  private static int[] index(Shape shape, int element) {
    int[] index = new int[shape.rank()];
    for (int d = index.length - 1, rest = element; d >= 0; d--) {
      index[d] = rest % shape.dim(d);
      rest /= shape.dim(d);
    }
    return index;
  }

  @Property(tries = 1_000)
  void permutingMovesEveryIndexAndItsInverseRestoresEveryBit(
      @ForAll("shapes") Shape shape, @ForAll("laws") Law law) {
    int[] axes = new Philox(law.seed(), 9).permutation(shape.rank());
    int[] inverse = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      inverse[axes[i]] = i;
    }
    Law.holds(
        "permute and its inverse",
        () -> {
          Tensor t = law.whole(0, shape);
          Tensor permuted = t.permute(axes);
          float[] values = permuted.toArray();
          for (int e = 0; e < values.length; e++) {
            int[] to = index(permuted.shape(), e);
            int[] from = new int[to.length];
            for (int i = 0; i < to.length; i++) {
              from[axes[i]] = to[i];
            }
            assertEquals(t.get(from), values[e]);
          }
          Law.same(t, permuted.permute(inverse));
          Law.same(t, permuted.contiguous().permute(inverse));
        });
  }

  @Property(tries = 1_000)
  void sliceTakesEveryStepthElementOfTheAxis(
      @ForAll("shapes") Shape shape,
      @ForAll("turns") int turn,
      @ForAll @IntRange(max = 5) int a,
      @ForAll @IntRange(max = 5) int b,
      @ForAll @IntRange(min = 1, max = 4) int step,
      @ForAll("laws") Law law) {
    int axis = turn % shape.rank();
    int from = Math.min(Math.min(a, b), shape.dim(axis));
    int to = Math.min(Math.max(a, b), shape.dim(axis));
    Law.holds(
        "slice",
        () -> {
          Tensor t = law.whole(0, shape);
          Tensor slice = t.slice(axis, from, to, step);
          assertEquals((to - from + step - 1) / step, slice.dim(axis));
          float[] values = slice.toArray();
          for (int e = 0; e < values.length; e++) {
            int[] at = index(slice.shape(), e);
            at[axis] = from + at[axis] * step;
            assertEquals(t.get(at), values[e]);
          }
        });
  }

  /// Whatever the strides, and as a view wherever it is one.
  @Property(tries = 1_000)
  void reshapeKeepsTheRowMajorOrder(
      @ForAll("shapes") Shape shape, @ForAll("turns") int turn, @ForAll("laws") Law law) {
    int axis = turn % shape.rank();
    Law.holds(
        "reshape",
        () -> {
          Tensor t = law.whole(0, shape);
          float[] values = t.toArray();
          assertArrayEquals(values, t.reshape(shape.size()).toArray());
          assertArrayEquals(values, t.flatten(axis).toArray());
          assertArrayEquals(values, t.unsqueeze(axis).toArray());
          Law.same(t, t.unsqueeze(axis).squeeze(axis));
          Law.same(t, t.reshape(shape.size()).reshape(shape.toArray()));
          int[] reversed = new int[shape.rank()];
          for (int i = 0; i < reversed.length; i++) {
            reversed[i] = shape.dim(-1 - i);
          }
          assertArrayEquals(values, t.reshape(reversed).toArray());
        });
  }

  /// A layout may only say yes to a reshape that keeps every element's place.
  @Property(tries = 1_000)
  void reshapedLayoutKeepsEveryElementsPlace(
      @ForAll("shapes") Shape shape, @ForAll("shapes") Shape other, @ForAll("laws") Law law) {
    Layout l = law.placements().get(0).first(shape.rank()).layout(shape);
    int[] divided = {other.dim(0), shape.size() / Math.max(1, other.dim(0))};
    if (divided[0] * divided[1] != shape.size()) {
      return;
    }
    l.reshape(Shape.of(divided))
        .ifPresent(
            r -> {
              for (int e = 0; e < l.size(); e++) {
                assertEquals(l.at(e), r.at(e));
              }
            });
  }

  @Property(tries = 500)
  void expandRepeatsEveryElement(
      @ForAll("shapes") Shape result,
      @ForAll("casts") Tensors.Broadcast b,
      @ForAll("laws") Law law) {
    Shape shape = b.of(result);
    Law.holds(
        "expand",
        () -> {
          Tensor t = law.whole(0, shape);
          float[] values = t.expand(result.toArray()).toArray();
          for (int e = 0; e < values.length; e++) {
            int[] at = index(result, e);
            int[] own = Arrays.copyOfRange(at, at.length - shape.rank(), at.length);
            for (int i = 0; i < own.length; i++) {
              own[i] = shape.dim(i) == 1 ? 0 : own[i];
            }
            assertEquals(t.get(own), values[e]);
          }
        });
  }

  @Provide
  Arbitrary<Tensors.Broadcast> casts() {
    return Tensors.broadcasts();
  }

  @Property(tries = 1_000)
  void slicesOfAConcatenationAreItsParts(
      @ForAll("shapes") Shape shape,
      @ForAll("turns") int turn,
      @ForAll @IntRange(max = 3) int m,
      @ForAll @IntRange(max = 3) int n,
      @ForAll("laws") Law law) {
    int axis = turn % shape.rank();
    Law.holds(
        "concat and slice",
        () -> {
          Tensor a = law.whole(0, shape.with(axis, m));
          Tensor b = law.whole(1, shape.with(axis, n));
          Tensor joined = Tensor.concat(axis, a, b);
          Law.same(a, joined.slice(axis, 0, m));
          Law.same(b, joined.slice(axis, m, m + n));
          Tensor c = law.whole(2, shape.with(axis, m));
          Tensor[] parts = Tensor.concat(axis, a, c).split(axis, 2);
          Law.same(a, parts[0]);
          Law.same(c, parts[1]);
          Tensor stacked = Tensor.stack(axis, a, c);
          Law.same(a, stacked.select(axis, 0));
          Law.same(c, stacked.select(axis, 1));
        });
  }

  @Property(tries = 1_000)
  void innerPartOfAPaddedTensorIsTheTensor(
      @ForAll("shapes") Shape shape,
      @ForAll("turns") int turn,
      @ForAll @IntRange(max = 3) int before,
      @ForAll @IntRange(max = 3) int after,
      @ForAll("laws") Law law) {
    int axis = turn % shape.rank();
    int[] left = new int[shape.rank()];
    int[] right = new int[shape.rank()];
    left[axis] = before;
    right[axis] = after;
    Law.holds(
        "pad and slice",
        () -> {
          Tensor t = law.whole(0, shape);
          Tensor padded = t.pad(0.5, left, right);
          int n = shape.dim(axis);
          Law.same(t, padded.slice(axis, before, before + n));
          int[] margin = shape.with(axis, before).toArray();
          Law.same(Tensor.full(0.5, margin), padded.slice(axis, 0, before));
          int[] rest = shape.with(axis, after).toArray();
          Law.same(Tensor.full(0.5, rest), padded.slice(axis, before + n, before + n + after));
        });
  }
}
