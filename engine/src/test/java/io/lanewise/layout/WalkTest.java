package io.lanewise.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {
  /// Every element in row-major order, by the cursor and the inner loop.
  private static void assertVisits(Shape shape, Layout... layouts) {
    Walk walk = Walk.of(shape, List.of(layouts));
    Walk.Cursor cursor = walk.cursor();
    for (int pass = 0; pass < 2; pass++) {
      int element = 0;
      for (int row = 0; row < walk.rows(); row++, cursor.advance()) {
        for (int i = 0; i < walk.inner(); i++, element++) {
          for (int l = 0; l < layouts.length; l++) {
            assertEquals(layouts[l].at(element), cursor.at(l) + i * walk.innerStride(l));
          }
        }
      }
      assertEquals(shape.size(), element);
    }
  }

  @Test
  void visitsElementsInRowMajorOrderAndThenBeginsAgain() {
    Shape shape = Shape.of(3, 1, 4, 5);
    Layout dense = Layout.of(shape);
    Layout permuted = Layout.of(Shape.of(5, 3, 4, 1)).permute(1, 3, 2, 0);
    Layout repeated = Layout.of(Shape.of(4, 1)).expand(shape);
    assertVisits(shape, dense);
    assertVisits(shape, permuted, dense);
    assertVisits(shape, repeated, permuted, dense);
    assertVisits(Shape.SCALAR, Layout.of(Shape.SCALAR, new int[0], 7));
    assertVisits(Shape.of(3, 0, 2), Layout.of(Shape.of(3, 0, 2)));
  }

  @Test
  void cursorMovesToARowAndOnFromThere() {
    Shape shape = Shape.of(3, 4, 5, 2);
    Layout permuted = Layout.of(Shape.of(2, 5, 4, 3)).permute(3, 2, 1, 0);
    Walk walk = Walk.of(shape, List.of(Layout.of(shape), permuted));
    Walk.Cursor stepping = walk.cursor();
    Walk.Cursor jumping = walk.cursor();
    for (int row = 0; row + 1 < walk.rows(); row++) {
      jumping.moveTo(row);
      assertEquals(stepping.at(0), jumping.at(0));
      assertEquals(stepping.at(1), jumping.at(1));
      stepping.advance();
      jumping.advance();
      assertEquals(stepping.at(1), jumping.at(1));
    }
  }

  @Test
  void cursorAdvancesByManyRowsAsByOneAtATime() {
    Shape shape = Shape.of(3, 4, 2);
    Layout sliced = Layout.of(Shape.of(3, 6, 5)).slice(1, 1, 5).slice(2, 0, 2);
    Walk walk = Walk.of(shape, List.of(Layout.of(shape), sliced));
    for (int rows = 1; rows <= 4; rows++) {
      Walk.Cursor steps = walk.cursor();
      Walk.Cursor jump = walk.cursor();
      jump.advance(rows);
      for (int row = 0; row < rows; row++) {
        steps.advance();
      }
      assertEquals(steps.at(0), jump.at(0));
      assertEquals(steps.at(1), jump.at(1));
    }
  }

  @Test
  void axesThatChainInEveryLayoutBecomeOne() {
    Shape shape = Shape.of(2, 3, 4);
    Layout dense = Layout.of(shape);
    assertEquals(1, Walk.of(shape, List.of(dense, dense)).axes());
    Layout cut = Layout.of(Shape.of(2, 3, 8)).slice(2, 0, 4);
    Walk walk = Walk.of(shape, List.of(dense, cut));
    assertEquals(2, walk.axes());
    assertEquals(6, walk.dim(0));
    assertEquals(8, walk.stride(1, 0));
  }

  @Test
  void axesOfSizeOneAreDropped() {
    Shape shape = Shape.of(1, 5, 1);
    Walk walk = Walk.of(shape, List.of(Layout.of(shape, new int[] {99, 2, 77}, 3)));
    assertEquals(1, walk.axes());
    assertEquals(2, walk.innerStride(0));
    assertEquals(3, walk.offset(0));
  }

  @Test
  void knowsWhichLayoutsAreDenseAndWhichConstant() {
    Shape shape = Shape.of(4, 5);
    Layout one = Layout.repeated(shape, 2);
    Walk walk =
        Walk.of(shape, List.of(Layout.of(shape), one, Layout.of(Shape.of(5)).expand(shape)));
    assertTrue(walk.dense(0));
    assertFalse(walk.dense(1));
    assertTrue(walk.constant(1));
    assertFalse(walk.dense(2) || walk.constant(2) || walk.constant(0));
  }
}
