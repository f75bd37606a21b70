package io.lanewise.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.random.Philox;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `reshape` against a search that knows nothing of runs: it reads off where the elements lie.
class LayoutReshapeTest {
  private final Philox random = new Philox(20, 0);
  private long drawn;

  private int below(int bound) {
    return random.below(bound, drawn++);
  }

  /// The layout of shape `to` over the places of `layout` in their order, if there is one. The
  /// stride of an axis can only be the distance to the next element along it, so that guess is
  /// compared with every place.
  private static Optional<Layout> bruteForce(Layout layout, Shape to) {
    if (to.size() == 0) {
      return Optional.of(Layout.of(to));
    }
    int[] strides = new int[to.rank()];
    int behind = 1;
    for (int axis = to.rank() - 1; axis >= 0; axis--) {
      if (to.dim(axis) > 1) {
        strides[axis] = layout.at(behind) - layout.at(0);
        if (strides[axis] < 0) {
          return Optional.empty();
        }
      }
      behind *= to.dim(axis);
    }
    Layout guess = Layout.of(to, strides, layout.offset());
    for (int i = 0; i < layout.size(); i++) {
      if (guess.at(i) != layout.at(i)) {
        return Optional.empty();
      }
    }
    return Optional.of(guess);
  }

  /// A view that a few random steps make of a row-major layout.
  private Layout randomView() {
    int[] dims = new int[1 + below(4)];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = 1 + below(4);
    }
    Layout layout = Layout.of(Shape.of(dims));
    for (int step = below(4); step > 0; step--) {
      int rank = layout.shape().rank();
      int axis = below(rank);
      layout =
          switch (below(5)) {
            case 0 -> layout.permute(new Philox(21, drawn++).permutation(rank));
            case 1 -> {
              int from = below(layout.shape().dim(axis));
              int to = from + 1 + below(layout.shape().dim(axis) - from);
              yield layout.slice(axis, from, to, 1 + below(2));
            }
            case 2 -> rank < 6 ? layout.unsqueeze(below(rank + 1)) : layout;
            case 3 -> layout.shape().dim(axis) == 1 && rank > 1 ? layout.squeeze(axis) : layout;
            default -> {
              if (layout.shape().dim(axis) == 1) {
                yield layout.expand(layout.shape().with(axis, 1 + below(3)));
              }
              yield rank < 6 ? layout.unsqueeze(axis) : layout;
            }
          };
    }
    return layout;
  }

  /// Random factors of `size`, with ones among them.
  private Shape randomShape(int size) {
    int[] dims = new int[6];
    int rank = 0;
    int left = size;
    while (left > 1 && rank < 5) {
      int divisor = 1 + below(left);
      while (left % divisor != 0) {
        divisor--;
      }
      dims[rank++] = divisor;
      left /= divisor;
    }
    if (left > 1 || below(3) == 0) {
      dims[rank++] = left;
    }
    return Shape.of(Arrays.copyOf(dims, rank));
  }

  @Test
  void reshapeAgreesWithBruteForceOverRandomViews() {
    int possible = 0;
    int hard = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      Layout layout = randomView();
      Shape to = randomShape(layout.size());
      Optional<Layout> expected = bruteForce(layout, to);
      Optional<Layout> found = layout.reshape(to);
      String what = layout + " to " + to;
      assertEquals(expected.isPresent(), found.isPresent(), what);
      if (found.isPresent()) {
        assertEquals(to, found.get().shape());
        for (int i = 0; i < layout.size(); i++) {
          assertEquals(layout.at(i), found.get().at(i), what);
        }
        possible += layout.contiguous() ? 0 : 1;
      } else {
        hard++;
      }
    }
    // Both answers came often enough for the comparison to mean something.
    assertTrue(possible > 1000 && hard > 1000, possible + " possible, " + hard + " not");
  }

  @Test
  void reshapeOfAContiguousLayoutIsRowMajorAtItsOffset() {
    Layout reshaped =
        Layout.of(Shape.of(4, 6)).slice(0, 1, 3).reshape(Shape.of(3, 4)).orElseThrow();
    assertArrayEquals(new int[] {4, 1}, reshaped.strides());
    assertEquals(6, reshaped.offset());
  }

  @Test
  void reshapeSplitsAnAxisOfATranspose() {
    Layout reshaped =
        Layout.of(Shape.of(6, 4)).transpose().reshape(Shape.of(2, 2, 6)).orElseThrow();
    assertArrayEquals(new int[] {2, 1, 4}, reshaped.strides());
  }

  @Test
  void reshapeCannotMergeTheAxesOfATranspose() {
    assertTrue(Layout.of(Shape.of(6, 4)).transpose().reshape(Shape.of(24)).isEmpty());
  }

  @Test
  void reshapeMergesRepeatedAxesWithEachOtherOnly() {
    Layout repeated = Layout.of(Shape.of(3)).expand(Shape.of(2, 5, 3));
    assertArrayEquals(new int[] {0, 1}, repeated.reshape(Shape.of(10, 3)).orElseThrow().strides());
    assertTrue(repeated.reshape(Shape.of(2, 15)).isEmpty());
  }

  @Test
  void reshapeOfAnEmptyLayoutIsAnyEmptyShape() {
    Layout empty = Layout.of(Shape.of(3, 0)).transpose();
    assertEquals(Shape.of(7, 0, 2), empty.reshape(Shape.of(7, 0, 2)).orElseThrow().shape());
  }

  @Test
  void reshapeBetweenScalarAndOnesKeepsThePlace() {
    Layout one = Layout.of(Shape.of(5)).slice(0, 3, 4);
    assertEquals(3, one.reshape(Shape.SCALAR).orElseThrow().at(0));
    assertEquals(3, one.reshape(Shape.of(1, 1, 1)).orElseThrow().at(0));
  }

  @Test
  void reshapeToAnotherNumberOfElementsIsRefused() {
    assertEquals(
        "reshape [2,3] to [4]: 6 elements cannot become 4",
        assertThrows(
                IllegalArgumentException.class,
                () -> Layout.of(Shape.of(2, 3)).reshape(Shape.of(4)))
            .getMessage());
  }
}
