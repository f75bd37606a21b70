package io.lanewise.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.random.Philox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static Layout rows(int... dims) {
    return Layout.of(Shape.of(dims));
  }

  private static int[] places(Layout l) {
    int[] places = new int[l.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = l.at(i);
    }
    return places;
  }

  private static void assertPlaces(Layout l, int... expected) {
    assertEquals(Arrays.toString(expected), Arrays.toString(places(l)), l.toString());
  }

  private static String rejected(Runnable view) {
    return assertThrows(IllegalArgumentException.class, view::run).getMessage();
  }

  @Test
  void scalarLiesAtItsOffset() {
    assertPlaces(rows(), 0);
    assertTrue(rows().contiguous());
  }

  @Test
  void transposeExchangesTheLastTwoAxes() {
    assertPlaces(rows(2, 3).transpose(), 0, 3, 1, 4, 2, 5);
    assertEquals("[3,2]/(1,3)", rows(2, 3).transpose().toString());
  }

  @Test
  void sliceTakesEveryStepthElement() {
    assertPlaces(rows(7).slice(0, 1, 7, 3), 1, 4);
    assertPlaces(rows(2, 3).slice(1, 1, 3), 1, 2, 4, 5);
    assertPlaces(rows(5).slice(0, 5, 5));
  }

  @Test
  void sliceWithAStepBeyondTheAxisIsItsFirstElement() {
    assertPlaces(rows(5).slice(0, 1, 5, Integer.MAX_VALUE), 1);
  }

  @Test
  void expandRepeatsAxesOfSizeOneAndNewLeadingAxes() {
    assertPlaces(rows(2, 1).expand(Shape.of(2, 2, 3)), 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1);
    assertTrue(rows(2, 1).expand(Shape.of(2, 2, 3)).repeats());
    assertEquals("[1,2,1]", rows(2, 1).expand(Shape.of(2, 2, 3)).distinct().shape().toString());
  }

  @Test
  void expandingToAnEmptyShapeStillHasOneElementToReduceInto() {
    Layout none = rows(1).expand(Shape.of(0));
    assertEquals(0, none.size());
    assertTrue(none.repeats());
    assertEquals(1, none.distinct().size());
  }

  @Test
  void axisOfSizeOneNeitherRepeatsNorBreaksContiguity() {
    Layout l = rows(2, 3).unsqueeze(1);
    assertFalse(l.repeats());
    assertTrue(l.contiguous());
    assertEquals(rows(2, 3), l.squeeze(1));
  }

  @Test
  void coverageMeansEveryElementOnceFromTheStart() {
    assertTrue(rows(2, 3).transpose().covers(6));
    assertFalse(rows(2, 3).slice(0, 1, 2).covers(6));
    assertFalse(rows(3).expand(Shape.of(2, 3)).covers(6));
  }

  @Test
  void reachIsOneMoreThanTheLastElement() {
    assertEquals(6, rows(2, 3).transpose().reach());
    assertEquals(5, rows(2, 3).slice(1, 0, 2).reach());
    assertEquals(0, rows(2, 0).reach());
  }

  @Test
  void reshapeKeepsRowMajorOrderWhereverStridesAllowIt() {
    assertPlaces(
        rows(2, 6).reshape(Shape.of(3, 4)).orElseThrow(), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    Layout sliced = rows(4, 4).slice(0, 0, 4, 2);
    assertPlaces(sliced.reshape(Shape.of(2, 2, 2)).orElseThrow(), 0, 1, 2, 3, 8, 9, 10, 11);
    assertTrue(rows(2, 3).transpose().reshape(Shape.of(6)).isEmpty());
    assertTrue(rows(2, 3).transpose().reshape(Shape.of(3, 1, 2)).isPresent());
    assertTrue(rows(1, 3).expand(Shape.of(2, 3)).reshape(Shape.of(6)).isEmpty());
    assertTrue(rows(1).expand(Shape.of(6)).reshape(Shape.of(2, 3)).isPresent());
  }

  /// A reshape is a view exactly if the places, read in row-major order, form some strided layout
  /// of the new shape.
  @Test
  void reshapeAgreesWithBruteForceOverRandomViews() {
    Philox random = new Philox(7, 0);
    int at = 0;
    int views = 0;
    for (int round = 0; round < 3000; round++) {
      Layout l = rows(2, 3, 4);
      for (int step = 0; step < 3; step++) {
        int axis = random.below(l.shape().rank(), at++);
        int dim = l.shape().dim(axis);
        l =
            switch (random.below(5, at++)) {
              case 0 -> l.permute(random(new Philox(round, step), l.shape().rank()));
              case 1 -> l.slice(axis, random.below(dim + 1, at++), dim);
              case 2 -> l.slice(axis, 0, dim, 2);
              case 3 -> l.unsqueeze(axis);
              default -> dim == 1 ? l.expand(l.shape().with(axis, 2)) : l;
            };
      }
      Shape to = factors(l.size(), random, at);
      at += 8;
      Layout reshaped = l.reshape(to).orElse(null);
      assertEquals(strided(places(l), to), reshaped != null, l + " to " + to);
      if (reshaped != null) {
        views++;
        assertEquals(
            Arrays.toString(places(l)), Arrays.toString(places(reshaped)), l + " to " + to);
      }
    }
    assertTrue(views > 500 && views < 2900, "views: " + views);
  }

  private static int[] random(Philox random, int n) {
    return random.permutation(n);
  }

  /// A shape of this size with up to four axes.
  private static Shape factors(int size, Philox random, int at) {
    int[] dims = new int[1 + random.below(4, at)];
    int rest = size;
    for (int i = 0; i < dims.length - 1; i++) {
      int divisor = 1;
      for (int d = 2; d <= 4; d++) {
        divisor = rest > 0 && rest % d == 0 && random.below(2, at + 1 + i) == 1 ? d : divisor;
      }
      dims[i] = divisor;
      rest /= divisor;
    }
    dims[dims.length - 1] = rest;
    return Shape.of(dims);
  }

  private static boolean strided(int[] places, Shape to) {
    if (places.length == 0) {
      return true;
    }
    int[] strides = new int[to.rank()];
    int step = 1;
    for (int d = to.rank() - 1; d >= 0; d--) {
      strides[d] = to.dim(d) == 1 ? 0 : places[step] - places[0];
      step *= to.dim(d);
    }
    Layout guess = Layout.of(to, strides, places[0]);
    return Arrays.equals(places, places(guess));
  }

  @Test
  void viewsThatCannotBeMadeSayWhy() {
    assertEquals(
        "permute [2,3] by [0, 0]: name every axis once", rejected(() -> rows(2, 3).permute(0, 0)));
    assertEquals(
        "transpose of [3]: it needs at least two axes; unsqueeze it first?",
        rejected(() -> rows(3).transpose()));
    assertEquals(
        "reshape [2,3] to [4]: 6 elements cannot become 4",
        rejected(() -> rows(2, 3).reshape(Shape.of(4))));
    assertEquals(
        "slice 1..9 of axis 0 of [2,3]: the bounds must satisfy 0 <= from <= to <= 2",
        rejected(() -> rows(2, 3).slice(0, 1, 9)));
    assertEquals(
        "expand [2,3] to [2,4]: only axes of size 1 and new leading axes can be repeated",
        rejected(() -> rows(2, 3).expand(Shape.of(2, 4))));
    assertEquals(
        "squeeze axis 0 of [2,3]: its size is 2, and only an axis of size 1 can go",
        rejected(() -> rows(2, 3).squeeze(0)));
    assertEquals(
        "unsqueeze axis 4 of [2,3]: the new axis can stand at 0 to 2",
        rejected(() -> rows(2, 3).unsqueeze(4)));
  }

  @Test
  void shapesCheckTheirSizes() {
    assertEquals(
        "shape [2, -1]: the size of an axis cannot be negative", rejected(() -> Shape.of(2, -1)));
    assertEquals(
        "shape [65536, 65536] has more than 2^31 - 1 elements; split the tensor",
        rejected(() -> Shape.of(65536, 65536)));
    assertEquals(0, Shape.of(65536, 65536, 0).size());
    assertEquals("axis 2 of shape [3]: it has 1 axis", rejected(() -> Shape.of(3).dim(2)));
  }

  @Test
  void broadcastingFollowsNumPy() {
    assertEquals(Shape.of(2, 3, 4), Shape.broadcast(Shape.of(3, 1), Shape.of(2, 1, 4)));
    assertEquals(Shape.of(0, 3), Shape.broadcast(Shape.of(0, 1), Shape.of(1, 3)));
    assertEquals(Shape.of(2), Shape.broadcast(Shape.SCALAR, Shape.of(2)));
    assertEquals(
        "[2,3] and [4] do not broadcast: sizes 3 and 4 at axis -1 differ and neither is 1;"
            + " reshape, transpose or unsqueeze one of them?",
        rejected(() -> Shape.broadcast(Shape.of(2, 3), Shape.of(4))));
  }
}
