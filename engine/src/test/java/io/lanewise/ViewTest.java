package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.layout.Shape;
import org.junit.jupiter.api.Test;

/// Views of a [2,3,4] tensor whose elements are their own row-major numbers.
class ViewTest {
  private final Tensor t = Tensor.arange(24).reshape(2, 3, 4);

  private static void assertHolds(Tensor t, int... expected) {
    float[] values = new float[expected.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = expected[i];
    }
    assertArrayEquals(values, t.toArray());
  }

  private static String rejected(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void permuteMovesEveryElementWithItsIndices() {
    Tensor p = t.permute(2, 0, 1);
    assertEquals(Shape.of(4, 2, 3), p.shape());
    float[] all = p.toArray();
    int n = 0;
    for (int c = 0; c < 4; c++) {
      for (int a = 0; a < 2; a++) {
        for (int b = 0; b < 3; b++) {
          assertEquals(t.get(a, b, c), p.get(c, a, b));
          assertEquals(t.get(a, b, c), all[n++]);
        }
      }
    }
  }

  @Test
  void transposeExchangesTheLastTwoAxes() {
    assertEquals(t.get(1, 2, 3), t.transpose().get(1, 3, 2));
    assertEquals(Shape.of(2, 4, 3), t.transpose().shape());
  }

  @Test
  void slicesOfSlicesComposeTheirOffsetsAndSteps() {
    assertHolds(t.slice(2, 0, 4, 2).slice(1, 1, 3).slice(0, 1, 2), 16, 18, 20, 22);
  }

  @Test
  void selectRemovesItsAxis() {
    assertHolds(t.select(1, 2), 8, 9, 10, 11, 20, 21, 22, 23);
    assertHolds(t.select(-1, 0).select(0, 1), 12, 16, 20);
    assertEquals(
        "select element 3 of axis 1 of [2,3,4]: its elements are 0 to 2",
        rejected(() -> t.select(1, 3)));
    assertEquals(
        "select element -1 of axis 0 of [2,3,4]: its elements are 0 to 1",
        rejected(() -> t.select(0, -1)));
  }

  @Test
  void expandRepeatsWithoutCopying() {
    Tensor e = Tensor.of(1f, 2f).unsqueeze(1).expand(2, 2, 3);
    assertHolds(e, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2);
  }

  @Test
  void squeezeAndUnsqueezeUndoEachOther() {
    assertEquals(Shape.of(2, 1, 3, 4), t.unsqueeze(1).shape());
    assertEquals(Shape.of(2, 3, 4, 1), t.unsqueeze(-1).shape());
    assertEquals(t.shape(), t.unsqueeze(1).squeeze(1).shape());
  }

  @Test
  void reshapeIsAViewWhereStridesAllowItElseACopy() {
    t.reshape(6, 4).set(100, 0, 0);
    assertEquals(100f, t.get(0, 0, 0));
    t.transpose().reshape(24).set(200, 1);
    assertEquals(4f, t.get(0, 1, 0));
    assertEquals(4f, t.transpose().reshape(24).get(1));
  }

  @Test
  void reshapeInfersOneSize() {
    assertEquals(Shape.of(4, 6), t.reshape(4, -1).shape());
    assertEquals(Shape.of(24), t.reshape(-1).shape());
    assertEquals(Shape.of(0), Tensor.zeros(0, 3).reshape(-1).shape());
    assertEquals(
        "reshape [2,3,4] to [-1, -1]: only one size can be -1", rejected(() -> t.reshape(-1, -1)));
    assertEquals(
        "reshape [2,3,4] to [5, -1]: 24 elements cannot be divided by 5",
        rejected(() -> t.reshape(5, -1)));
    assertEquals(
        "reshape [2,3,4] to [0, -1]: 24 elements cannot be divided by 0",
        rejected(() -> t.reshape(0, -1)));
    assertEquals(
        "reshape [2,3,4] to [65536, 65536, -1]: 24 elements cannot be divided by 4294967296",
        rejected(() -> t.reshape(65536, 65536, -1)));
  }

  @Test
  void viewThatNeedsACopyIsRejected() {
    assertSame(t.storage, t.view(3, 8).storage);
    assertEquals(
        "view of [2,4,3]/(12,1,4) as [24]: its strides do not allow it without a copy; use reshape",
        rejected(() -> t.transpose().view(24)));
  }

  @Test
  void flattenJoinsTheAxesFromOneOn() {
    assertEquals(Shape.of(2, 12), t.flatten(1).shape());
    assertEquals(Shape.of(24), t.flatten(0).shape());
    assertHolds(t.transpose().flatten(1).select(0, 0), 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
  }

  @Test
  void splitGivesEqualPartsAsViews() {
    Tensor[] parts = t.split(2, 2);
    assertEquals(2, parts.length);
    assertHolds(parts[1].select(0, 0), 2, 3, 6, 7, 10, 11);
    parts[1].set(-1, 1, 2, 1);
    assertEquals(-1f, t.get(1, 2, 3));
    assertEquals(
        "split axis 1 of [2,3,4] into 2 parts: 3 elements cannot be divided into 2 equal parts;"
            + " use slice for parts of different sizes",
        rejected(() -> t.split(1, 2)));
  }

  @Test
  void concatUndoesSplitAlongEveryAxis() {
    for (int axis = -3; axis < 3; axis++) {
      Tensor[] parts = t.split(axis, t.dim(axis));
      assertArrayEquals(t.toArray(), Tensor.concat(axis, parts).toArray());
    }
  }

  @Test
  void stackMakesAnAxisThatSelectTakesApart() {
    for (int axis = -3; axis < 3; axis++) {
      Tensor s = Tensor.stack(axis, t.select(1, 0), t.select(1, 1));
      assertEquals(2, s.dim(axis));
      assertArrayEquals(t.select(1, 1).toArray(), s.select(axis, 1).toArray());
    }
    assertEquals(
        "stack: [2] and [3] differ; only tensors of one shape can be stacked, concat joins others",
        rejected(() -> Tensor.stack(0, Tensor.zeros(2), Tensor.zeros(3))));
  }

  @Test
  void contiguousCopiesOnlyWhatIsNot() {
    Tensor part = t.slice(0, 1, 2);
    assertSame(part, part.contiguous());
    assertArrayEquals(t.transpose().toArray(), t.transpose().contiguous().toArray());
  }

  @Test
  void viewsOfRankZeroToSixWork() {
    assertEquals(5f, Tensor.scalar(5).reshape(1, 1).squeeze(0).squeeze(0).item());
    Tensor six = Tensor.arange(64).reshape(2, 2, 2, 2, 2, 2);
    assertEquals(six.get(0, 1, 0, 1, 1, 0), six.permute(5, 4, 3, 2, 1, 0).get(0, 1, 1, 0, 1, 0));
    assertEquals(six.get(1, 0, 1, 1, 0, 1), six.add(0).get(1, 0, 1, 1, 0, 1));
  }
}
