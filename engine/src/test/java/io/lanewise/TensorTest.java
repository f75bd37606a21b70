package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TensorTest {
  private static void assertHolds(Tensor t, double... expected) {
    double[] actual = t.toDoubles();
    assertArrayEquals(expected, actual, 1e-6, t.shape() + " " + Arrays.toString(actual));
  }

  private static String rejected(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  // Creation

  @Test
  void zerosOnesAndFullFillTheirShape() {
    assertHolds(Tensor.zeros(2, 2), 0, 0, 0, 0);
    assertHolds(Tensor.ones(3), 1, 1, 1);
    assertHolds(Tensor.full(2.5, 1, 2), 2.5, 2.5);
    assertEquals(0, Tensor.zeros(3, 0).size());
  }

  @Test
  void scalarHasRankZeroAndOneElement() {
    Tensor t = Tensor.scalar(4);
    assertEquals(0, t.rank());
    assertEquals(4f, t.item());
    assertEquals(4f, t.get());
  }

  @Test
  void ofTakesValuesInRowMajorOrder() {
    Tensor t = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertEquals(6f, t.get(1, 2));
    assertEquals(2f, t.get(0, 1));
    assertEquals(Shape.of(2), Tensor.of(1f, 2f).shape());
    assertHolds(Tensor.ofDoubles(new double[] {0.5, 0.25}, 2), 0.5, 0.25);
  }

  @Test
  void valuesThatDoNotFillTheShapeAreRejected() {
    assertEquals(
        "copyFrom: 2 values do not fill shape [3] of 3",
        rejected(() -> Tensor.of(new float[] {1, 2}, 3)));
    assertEquals(
        "ofDoubles: 2 values do not fill shape [3] of 3",
        rejected(() -> Tensor.ofDoubles(new double[] {1, 2}, 3)));
  }

  @Test
  void arangeStopsBeforeItsEnd() {
    assertHolds(Tensor.arange(3), 0, 1, 2);
    assertHolds(Tensor.arange(1, 2, 0.25), 1, 1.25, 1.5, 1.75);
    assertHolds(Tensor.arange(2, 0, -1), 2, 1);
    assertHolds(Tensor.arange(1, 1, 1));
    assertHolds(Tensor.arange(0));
  }

  @Test
  void arangeThatNeverGetsThereIsRejected() {
    for (double[] a : new double[][] {{0, 1, 0}, {0, 1, -1}, {1, 0.5, 1}, {0, Double.NaN, 1}}) {
      assertEquals(
          "arange from " + a[0] + " to " + a[1] + " by " + a[2] + ": the steps never get there",
          rejected(() -> Tensor.arange(a[0], a[1], a[2])));
    }
  }

  @Test
  void linspaceIncludesBothEnds() {
    assertHolds(Tensor.linspace(-1, 1, 5), -1, -0.5, 0, 0.5, 1);
    assertHolds(Tensor.linspace(3, 9, 1), 3);
    assertHolds(Tensor.linspace(3, 9, 0));
    assertEquals(0.3f, Tensor.linspace(0.1, 0.3, 7).get(6));
  }

  @Test
  void eyeIsTheIdentity() {
    assertHolds(Tensor.eye(2), 1, 0, 0, 1);
    Tensor a = Tensor.normal(1, 3, 3);
    assertArrayEquals(a.toArray(), a.matmul(Tensor.eye(3)).toArray());
  }

  @Test
  void randomElementsAreThoseOfTheirSeedWhateverTheShape() {
    Philox random = new Philox(5, 0);
    float[] uniform = Tensor.uniform(5, 2, 3).toArray();
    float[] normal = Tensor.normal(5, 6).toArray();
    for (int i = 0; i < 6; i++) {
      assertEquals(random.uniform(i), uniform[i]);
      assertEquals(random.normal(i), normal[i]);
    }
    assertArrayEquals(uniform, Tensor.uniform(5, 6).toArray());
    assertFalse(Arrays.equals(uniform, Tensor.uniform(6, 6).toArray()));
  }

  // Values

  @Test
  void setWritesThroughAViewToItsTensor() {
    Tensor t = Tensor.zeros(2, 3);
    t.transpose().slice(0, 1, 3).set(7, 1, 0);
    assertHolds(t, 0, 0, 7, 0, 0, 0);
    assertEquals(7f, t.get(0, 2));
  }

  @Test
  void copyFromFillsAViewInItsRowMajorOrder() {
    Tensor t = Tensor.zeros(2, 3);
    t.transpose().copyFrom(new float[] {1, 2, 3, 4, 5, 6});
    assertHolds(t, 1, 3, 5, 2, 4, 6);
    t.slice(1, 0, 3, 2).copyFrom(Tensor.zeros(2, 2));
    assertHolds(t, 0, 3, 0, 0, 4, 0);
  }

  @Test
  void copyFromAnOverlappingViewReadsBeforeItWrites() {
    Tensor t = Tensor.of(1f, 2f, 3f, 4f);
    t.slice(0, 1, 4).copyFrom(t.slice(0, 0, 3));
    assertHolds(t, 1, 1, 2, 3);
    Tensor m = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    m.copyFrom(m.transpose());
    assertHolds(m, 1, 3, 2, 4);
  }

  @Test
  void copyFromAnotherShapeSaysThatTapesKeepTheirShapes() {
    assertEquals(
        "copyFrom: a tensor of shape [3] does not fit into one of shape [2];"
            + " a tape keeps its shapes, so record another one for another shape",
        rejected(() -> Tensor.zeros(2).copyFrom(Tensor.zeros(3))));
  }

  @Test
  void writingToAnExpandedTensorIsRejected() {
    String message = rejected(() -> Tensor.zeros(1).expand(3).copyFrom(new float[3]));
    assertEquals(
        "writing to an expanded tensor [3]/(0): its elements share memory; write to the tensor it"
            + " was expanded from",
        message);
    assertEquals(message, rejected(() -> Tensor.zeros(1).expand(3).copyFrom(Tensor.zeros(3))));
    assertEquals(message, rejected(() -> Tensor.zeros(1).expand(3).set(1, 2)));
  }

  @Test
  void indexOutsideTheShapeIsNamed() {
    for (int[] index : new int[][] {{2, 0}, {0, -1}, {0}, {0, 0, 0}}) {
      assertEquals(
          "index " + Arrays.toString(index) + " is not within the shape [2,3]",
          rejected(() -> Tensor.zeros(2, 3).get(index)));
    }
  }

  @Test
  void itemOfSeveralElementsIsAnError() {
    var error = assertThrows(IllegalStateException.class, () -> Tensor.zeros(2).item());
    assertEquals("item() of shape [2]: it has 2 elements; use get or toArray", error.getMessage());
  }

  @Test
  void toCopiesToAnotherBackendWithNameAndWishForAGradient() {
    Tensor w = Tensor.of(1f, 2f).named("w").requireGradient();
    Tensor copy = w.to(new OtherBackend());
    assertNotEquals(w.backend(), copy.backend());
    assertHolds(copy, 1, 2);
    assertEquals("w", copy.name());
    assertEquals(true, copy.requiresGradient());
    assertSame(w, w.to(w.backend()));
  }

  @Test
  void gradientThatNobodyAskedForIsAnError() {
    var error = assertThrows(IllegalStateException.class, () -> Tensor.zeros(2).gradient());
    assertEquals(
        "this tensor of shape [2] has no gradient: call requireGradient() before recording the"
            + " tape",
        error.getMessage());
  }

  @Test
  void gradientIsZeroBeforeTheFirstBackward() {
    assertHolds(Tensor.ones(2).requireGradient().gradient(), 0, 0);
  }

  // Text

  @Test
  void toStringShowsShapeAndValues() {
    assertEquals("tensor [] 3", Tensor.scalar(3).toString());
    assertEquals("tensor [2]\n[1, -2.5]", Tensor.of(1f, -2.5f).toString());
    assertEquals("tensor [2,2]\n[[1, 0],\n [0, 1]]", Tensor.eye(2).toString());
    assertEquals("tensor [0]\n[]", Tensor.zeros(0).toString());
    assertEquals("tensor [2,1,2]\n[[[1, 1]],\n\n [[1, 1]]]", Tensor.ones(2, 1, 2).toString());
  }

  @Test
  void toStringShortensLongAxesToTheirEnds() {
    assertEquals("tensor [9]\n[0, 1, 2, …, 6, 7, 8]", Tensor.arange(9).toString());
    assertEquals("tensor [8]\n[0, 1, 2, 3, 4, 5, 6, 7]", Tensor.arange(8).toString());
    String big = Tensor.arange(1_000_000).reshape(1000, 1000).toString();
    assertEquals(8, big.lines().count());
    assertEquals("[[0, 1, 2, …, 997, 998, 999],", big.lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void numbersHaveSixDigitsAtMost() {
    Tensor t = Tensor.ofDoubles(new double[] {1 / 3.0, 1e-9, 123456.7, Double.NaN}, 4);
    assertEquals("tensor [4]\n[0.333333, 1.0E-9, 123457.0, NaN]", t.toString());
  }

  @Test
  void describeCountsWhatIsNotFinite() {
    assertEquals("[3] min 1 max 3 mean 2 nan 0 inf 0", Tensor.of(1f, 2f, 3f).describe());
    Tensor bad = Tensor.of(Float.NaN, 1f, Float.POSITIVE_INFINITY).named("loss");
    assertEquals("loss [3] min 1 max Infinity mean Infinity nan 1 inf 1", bad.describe());
    assertEquals("[0] nan 0 inf 0", Tensor.zeros(0).describe());
  }

  // Backends

  @Test
  void mixingBackendsNamesBoth() {
    Tensor here = Tensor.zeros(2);
    Tensor there = Backends.with(new OtherBackend(), () -> Tensor.zeros(2));
    String message = rejected(() -> here.add(there));
    assertEquals(
        "add: operands live on different backends, "
            + here.backend().name()
            + " and other; move one with to(backend)",
        message);
  }

  @Test
  void unknownBackendIsNamedWithTheKnownOnes() {
    assertEquals(
        "backend gpu is unknown; known are cpu, scalar, simd, reference, opencl",
        rejected(() -> Backends.named("gpu")));
  }

  @Test
  void backendOfABlockIsThatOfItsNewTensorsOnly() {
    OtherBackend other = new OtherBackend();
    Backends.with(other, () -> assertSame(other, Tensor.zeros(1).backend()));
    assertNotEquals(other, Tensor.zeros(1).backend());
    assertEquals("other, chosen by Backends.with", Backends.with(other, Backends::explain));
  }
}
