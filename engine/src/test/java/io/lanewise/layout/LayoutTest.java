package io.lanewise.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LayoutTest {
  private static Layout rowMajor(int... dims) {
    return Layout.of(Shape.of(dims));
  }

  private static int[] places(Layout layout) {
    int[] places = new int[layout.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = layout.at(i);
    }
    return places;
  }

  private static void assertPlaces(Layout layout, int... expected) {
    assertArrayEquals(expected, places(layout));
  }

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void rowMajorStridesAreTheProductsOfTheAxesBehind() {
    assertArrayEquals(new int[] {12, 4, 1}, rowMajor(2, 3, 4).strides());
    assertPlaces(rowMajor(2, 3), 0, 1, 2, 3, 4, 5);
    assertPlaces(Layout.of(Shape.SCALAR), 0);
  }

  @Test
  void elementLiesAtOffsetPlusIndexTimesStrides() {
    assertPlaces(Layout.of(Shape.of(2, 3), new int[] {1, 10}, 5), 5, 15, 25, 6, 16, 26);
  }

  @Test
  void layoutNeedsOneStridePerAxisNoneNegative() {
    String need = "; it needs one stride per axis, and strides and offset of at least 0";
    assertRefused(
        "layout of [2,3]: strides [1] at offset 0" + need,
        () -> Layout.of(Shape.of(2, 3), new int[] {1}, 0));
    assertRefused(
        "layout of [2]: strides [1] at offset -1" + need,
        () -> Layout.of(Shape.of(2), new int[] {1}, -1));
    assertRefused(
        "layout of [2]: strides [-1] at offset 1" + need,
        () -> Layout.of(Shape.of(2), new int[] {-1}, 1));
  }

  @Test
  void changingTheArraysChangesNoLayout() {
    int[] strides = {3, 1};
    Layout layout = Layout.of(Shape.of(2, 3), strides, 0);
    strides[0] = 7;
    layout.strides()[1] = 7;
    assertEquals(rowMajor(2, 3), layout);
  }

  @Test
  void strideOfANegativeAxisCountsFromTheLast() {
    assertEquals(4, rowMajor(2, 3, 4).stride(-2));
  }

  @Test
  void contiguousIsRowMajorWithoutGapsAtAnyOffset() {
    assertTrue(rowMajor(2, 3).contiguous());
    assertTrue(rowMajor(4, 3).slice(0, 1, 3).contiguous());
    assertTrue(Layout.of(Shape.of(1, 3, 1), new int[] {99, 1, 99}, 2).contiguous());
    assertTrue(rowMajor(0, 3).transpose().contiguous());
    assertFalse(rowMajor(2, 3).transpose().contiguous());
    assertFalse(rowMajor(2, 3).slice(1, 0, 2).contiguous());
    assertFalse(Layout.repeated(Shape.of(2), 0).contiguous());
    assertTrue(Layout.repeated(Shape.of(1, 1), 3).contiguous());
  }

  @Test
  void permuteReordersAxes() {
    Layout permuted = rowMajor(2, 3, 4).permute(2, 0, -2);
    assertEquals(Shape.of(4, 2, 3), permuted.shape());
    assertArrayEquals(new int[] {1, 12, 4}, permuted.strides());
  }

  @Test
  void permuteNamesEveryAxisOnce() {
    assertRefused("permute [2,3] by [0]: name every axis once", () -> rowMajor(2, 3).permute(0));
    assertRefused(
        "permute [2,3] by [0, 0]: name every axis once", () -> rowMajor(2, 3).permute(0, 0));
    assertRefused(
        "permute [2,3] by [1, -1]: name every axis once", () -> rowMajor(2, 3).permute(1, -1));
    assertRefused("axis 2 of shape [2,3]: it has 2 axes", () -> rowMajor(2, 3).permute(0, 2));
  }

  @Test
  void transposeExchangesTheLastTwoAxes() {
    assertPlaces(rowMajor(2, 3).transpose(), 0, 3, 1, 4, 2, 5);
    assertEquals(Shape.of(5, 3, 2), rowMajor(5, 2, 3).transpose().shape());
  }

  @Test
  void transposeNeedsTwoAxes() {
    assertRefused(
        "transpose of [3]: it needs at least two axes; unsqueeze it first?",
        () -> rowMajor(3).transpose());
  }

  @Test
  void sliceKeepsTheElementsBetweenItsBounds() {
    assertPlaces(rowMajor(2, 4).slice(1, 1, 3), 1, 2, 5, 6);
    assertPlaces(rowMajor(2, 4).slice(-2, 1, 2), 4, 5, 6, 7);
  }

  @Test
  void sliceByAStepKeepsEveryStepth() {
    assertPlaces(rowMajor(7).slice(0, 1, 7, 3), 1, 4);
    assertPlaces(rowMajor(8).slice(0, 1, 8, 3), 1, 4, 7);
    assertPlaces(rowMajor(8).slice(0, 1, 8, 3).slice(0, 1, 3), 4, 7);
  }

  @Test
  void sliceByAStepBeyondTheAxisKeepsTheFirst() {
    assertPlaces(rowMajor(5).slice(0, 2, 5, Integer.MAX_VALUE), 2);
  }

  @Test
  void emptySliceIsEmptyAnywhere() {
    assertEquals(0, rowMajor(5).slice(0, 5, 5).size());
    assertEquals(0, rowMajor(5).slice(0, 5, 5).offset());
    assertEquals(Shape.of(0), rowMajor(5).slice(0, 2, 2, Integer.MAX_VALUE).shape());
  }

  @Test
  void sliceBeyondTheAxisIsRefusedWithTheBounds() {
    String need = ": the bounds must satisfy 0 <= from <= to <= 4";
    assertRefused("slice 1..5 of axis 0 of [4,2]" + need, () -> rowMajor(4, 2).slice(0, 1, 5));
    assertRefused("slice -1..2 of axis 0 of [4,2]" + need, () -> rowMajor(4, 2).slice(0, -1, 2));
    assertRefused("slice 3..2 of axis -2 of [4,2]" + need, () -> rowMajor(4, 2).slice(-2, 3, 2));
    assertRefused(
        "slice 0..4 by 0 of axis 0 of [4,2]" + need + " and the step be at least 1",
        () -> rowMajor(4, 2).slice(0, 0, 4, 0));
  }

  @Test
  void expandRepeatsAxesOfSizeOneAndNewLeadingAxes() {
    assertPlaces(rowMajor(3).expand(Shape.of(2, 3)), 0, 1, 2, 0, 1, 2);
    assertPlaces(rowMajor(2, 1).expand(Shape.of(2, 3)), 0, 0, 0, 1, 1, 1);
    assertPlaces(Layout.of(Shape.SCALAR).expand(Shape.of(2)), 0, 0);
    assertEquals(0, rowMajor(1, 3).expand(Shape.of(0, 3)).size());
  }

  @Test
  void expandingToAnEmptyShapeStillHasOneElementToReduceInto() {
    Layout none = rowMajor(1).expand(Shape.of(0));
    assertEquals(0, none.size());
    assertTrue(none.repeats());
    assertEquals(1, none.distinct().size());
  }

  @Test
  void expandToTheSameShapeIsTheSame() {
    Layout layout = rowMajor(2, 3).transpose();
    assertSame(layout, layout.expand(Shape.of(3, 2)));
  }

  @Test
  void expandRefusesWhatCannotBeRepeated() {
    String need = ": only axes of size 1 and new leading axes can be repeated";
    assertRefused("expand [2] to [3]" + need, () -> rowMajor(2).expand(Shape.of(3)));
    assertRefused("expand [2] to [2,3]" + need, () -> rowMajor(2).expand(Shape.of(2, 3)));
    assertRefused("expand [0] to [1]" + need, () -> rowMajor(0).expand(Shape.of(1)));
  }

  @Test
  void expandToFewerAxesIsRefused() {
    String need = ": only axes of size 1 and new leading axes can be repeated";
    assertRefused("expand [2,3] to [3]" + need, () -> rowMajor(2, 3).expand(Shape.of(3)));
    assertRefused("expand [5] to []" + need, () -> rowMajor(5).expand(Shape.SCALAR));
    assertRefused("expand [1] to []" + need, () -> rowMajor(1).expand(Shape.SCALAR));
  }

  @Test
  void squeezeUndoesUnsqueeze() {
    Layout layout = rowMajor(2, 3).transpose();
    for (int axis = 0; axis <= 2; axis++) {
      Layout wider = layout.unsqueeze(axis);
      assertEquals(1, wider.shape().dim(axis));
      assertArrayEquals(places(layout), places(wider));
      assertEquals(layout, wider.squeeze(axis));
    }
    assertEquals(Shape.of(3, 2, 1), layout.unsqueeze(-1).shape());
    assertEquals(Shape.of(1, 3, 2), layout.unsqueeze(-3).shape());
  }

  @Test
  void unsqueezeKeepsContiguity() {
    assertTrue(rowMajor(2, 3).unsqueeze(1).contiguous());
  }

  @Test
  void squeezeOfALongerAxisIsRefused() {
    assertRefused(
        "squeeze axis 1 of [1,3]: its size is 3, and only an axis of size 1 can go",
        () -> rowMajor(1, 3).squeeze(1));
  }

  @Test
  void unsqueezeOutsideTheAxesIsRefused() {
    String need = " of [2,3]: the new axis can stand at 0 to 2";
    assertRefused("unsqueeze axis 3" + need, () -> rowMajor(2, 3).unsqueeze(3));
    assertRefused("unsqueeze axis -4" + need, () -> rowMajor(2, 3).unsqueeze(-4));
  }

  @Test
  void repeatsWhereAnAxisOfStrideZeroIsNotOfSizeOne() {
    assertTrue(rowMajor(3).expand(Shape.of(2, 3)).repeats());
    assertTrue(Layout.repeated(Shape.of(0), 0).repeats());
    assertFalse(rowMajor(2, 3).unsqueeze(0).repeats());
    assertFalse(rowMajor(3, 0).repeats());
  }

  @Test
  void rowMajorLayoutWithoutElementsNeverRepeats() {
    // 65536 · 65536 is 0 in an int.
    assertFalse(rowMajor(3, 65536, 65536, 0).repeats());
  }

  @Test
  void distinctCutsRepeatedAxesToOne() {
    assertEquals(Shape.of(1, 3), rowMajor(3).expand(Shape.of(2, 3)).distinct().shape());
    Layout plain = rowMajor(2, 3);
    assertSame(plain, plain.distinct());
  }

  @Test
  void coversABufferThatItSeesWholeAndOnce() {
    assertTrue(rowMajor(2, 3).covers(6));
    assertTrue(rowMajor(2, 3).transpose().covers(6));
    assertFalse(rowMajor(2, 3).covers(7));
    assertFalse(rowMajor(3, 2).slice(0, 1, 3).covers(4));
    assertFalse(Layout.repeated(Shape.of(2), 0).covers(2));
  }

  @Test
  void reachIsOnePastTheLastElement() {
    assertEquals(6, rowMajor(2, 3).reach());
    assertEquals(6, rowMajor(2, 3).transpose().reach());
    assertEquals(5, rowMajor(2, 3).slice(1, 0, 2).reach());
    assertEquals(0, rowMajor(0, 3).reach());
    assertEquals(4, Layout.repeated(Shape.of(7), 3).reach());
  }

  @Test
  void layoutsAreEqualByShapeStridesAndOffset() {
    assertEquals(rowMajor(2, 3), Layout.of(Shape.of(2, 3), new int[] {3, 1}, 0));
    assertEquals(
        rowMajor(2, 3).hashCode(), Layout.of(Shape.of(2, 3), new int[] {3, 1}, 0).hashCode());
    assertNotEquals(rowMajor(2, 3), Layout.of(Shape.of(2, 3), new int[] {3, 1}, 1));
    assertNotEquals(rowMajor(2, 3), Layout.of(Shape.of(2, 3), new int[] {4, 1}, 0));
    assertNotEquals(rowMajor(2, 3), rowMajor(3, 2));
  }

  @Test
  void writesStridesAndOffsetOnlyWhereTheyAreNotRowMajorFromZero() {
    assertEquals("[2,3]", rowMajor(2, 3).toString());
    assertEquals("[3,2]/(1,3)", rowMajor(2, 3).transpose().toString());
    assertEquals("[1,3]+3", rowMajor(2, 3).slice(0, 1, 2).toString());
    assertEquals("[2,1]/(3,1)+2", rowMajor(2, 3).slice(1, 2, 3).toString());
  }
}
