package io.lanewise.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShapeTest {
  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void sizeIsTheProductOfTheAxes() {
    assertEquals(24, Shape.of(2, 3, 4).size());
    assertEquals(720, Shape.of(1, 2, 3, 4, 5, 6).size());
  }

  @Test
  void scalarHasRankZeroAndOneElement() {
    assertSame(Shape.SCALAR, Shape.of());
    assertEquals(0, Shape.SCALAR.rank());
    assertEquals(1, Shape.SCALAR.size());
    assertEquals("[]", Shape.SCALAR.toString());
  }

  @Test
  void anAxisOfSizeZeroMakesItEmptyHoweverLargeTheOthers() {
    assertEquals(0, Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 0).size());
  }

  @Test
  void largestShapeHoldsTwoToThe31MinusOneElements() {
    assertEquals(Integer.MAX_VALUE, Shape.of(Integer.MAX_VALUE).size());
    assertRefused(
        "shape [65536, 32768] has more than 2^31 - 1 elements; split the tensor",
        () -> Shape.of(65536, 32768));
  }

  @Test
  void productThatWrapsAroundAnIntIsRefused() {
    assertRefused(
        "shape [65536, 65536, 65536, 65536] has more than 2^31 - 1 elements; split the tensor",
        () -> Shape.of(65536, 65536, 65536, 65536));
  }

  @Test
  void negativeSizeIsRefusedEvenInAnEmptyShape() {
    assertRefused("shape [0, -1]: the size of an axis cannot be negative", () -> Shape.of(0, -1));
  }

  @Test
  void negativeAxisCountsFromTheLast() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(4, shape.dim(-1));
    assertEquals(2, shape.dim(-3));
    assertEquals(1, shape.axis(-2));
  }

  @Test
  void missingAxisIsRefusedWithTheShape() {
    assertRefused("axis 2 of shape [2,3]: it has 2 axes", () -> Shape.of(2, 3).dim(2));
    assertRefused("axis -2 of shape [2]: it has 1 axis", () -> Shape.of(2).dim(-2));
    assertRefused("axis 0 of shape []: it has 0 axes", () -> Shape.SCALAR.axis(0));
  }

  @Test
  void changingTheArraysChangesNoShape() {
    int[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 9;
    shape.toArray()[1] = 9;
    assertArrayEquals(new int[] {2, 3}, shape.toArray());
  }

  @Test
  void withReplacesAndWithoutRemovesOneAxis() {
    assertEquals(Shape.of(2, 7, 4), Shape.of(2, 3, 4).with(-2, 7));
    assertEquals(Shape.of(2, 4), Shape.of(2, 3, 4).without(1));
    assertEquals(Shape.SCALAR, Shape.of(5).without(0));
  }

  @Test
  void broadcastAlignsAtTheLastAxis() {
    assertEquals(Shape.of(8, 7, 6, 5), Shape.broadcast(Shape.of(8, 1, 6, 1), Shape.of(7, 1, 5)));
    assertEquals(Shape.of(3), Shape.broadcast(Shape.SCALAR, Shape.of(3)));
    assertEquals(Shape.of(0, 3), Shape.broadcast(Shape.of(1, 3), Shape.of(0, 1)));
  }

  @Test
  void broadcastRefusalNamesBothShapesAndTheAxis() {
    assertRefused(
        "[4,2,3] and [5,3] do not broadcast: sizes 2 and 5 at axis -2 differ and neither is 1;"
            + " reshape, transpose or unsqueeze one of them?",
        () -> Shape.broadcast(Shape.of(4, 2, 3), Shape.of(5, 3)));
    assertRefused(
        "[0] and [2] do not broadcast: sizes 0 and 2 at axis -1 differ and neither is 1;"
            + " reshape, transpose or unsqueeze one of them?",
        () -> Shape.broadcast(Shape.of(0), Shape.of(2)));
  }

  @Test
  void shapesAreEqualByTheirAxes() {
    assertEquals(Shape.of(2, 3), Shape.of(2, 3));
    assertEquals(Shape.of(2, 3).hashCode(), Shape.of(2, 3).hashCode());
    assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
    assertNotEquals(Shape.of(6), Shape.of(6, 1));
  }

  @Test
  void writesItselfInBrackets() {
    assertEquals("[64,784]", Shape.of(64, 784).toString());
  }
}
