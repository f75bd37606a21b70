package io.lanewise.op;

import static io.lanewise.op.ForwardTest.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every reduction over every subset of the axes of a [2,3,4] tensor, permuted and not, against the
/// same function of the gathered elements.
class ReductionTest {
  private interface Reduction {
    Tensor apply(Tensor x, int... axes);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).sum() / x.length;
  }

  private static double squares(double[] x) {
    double m = mean(x);
    return Arrays.stream(x).map(v -> (v - m) * (v - m)).sum();
  }

  private static double product(double[] x) {
    return Arrays.stream(x).reduce(1, (a, b) -> a * b);
  }

  private static double logSumExp(double[] x) {
    return Math.log(Arrays.stream(x).map(Math::exp).sum());
  }

  private static double max(double[] x) {
    return Arrays.stream(x).max().orElseThrow();
  }

  private static double min(double[] x) {
    return Arrays.stream(x).min().orElseThrow();
  }

  private static double variance(double[] x) {
    return squares(x) / (x.length - 1);
  }

  private static double populationVariance(double[] x) {
    return squares(x) / x.length;
  }

  private static double sum(double[] x) {
    return Arrays.stream(x).sum();
  }

  @TestFactory
  List<DynamicTest> everySubsetOfAxes() {
    List<DynamicTest> tests = new ArrayList<>();
    add(tests, "sum", Tensor::sum, Tensor::keepSum, ReductionTest::sum);
    add(tests, "mean", Tensor::mean, Tensor::keepMean, ReductionTest::mean);
    add(tests, "max", Tensor::max, Tensor::keepMax, ReductionTest::max);
    add(tests, "min", Tensor::min, Tensor::keepMin, ReductionTest::min);
    add(tests, "prod", Tensor::prod, Tensor::keepProd, ReductionTest::product);
    add(tests, "variance", Tensor::variance, Tensor::keepVariance, ReductionTest::variance);
    add(
        tests,
        "populationVariance",
        Tensor::populationVariance,
        Tensor::keepPopulationVariance,
        ReductionTest::populationVariance);
    add(tests, "logSumExp", Tensor::logSumExp, Tensor::keepLogSumExp, ReductionTest::logSumExp);
    return tests;
  }

  private static void add(
      List<DynamicTest> tests,
      String name,
      Reduction drops,
      Reduction keeps,
      ToDoubleFunction<double[]> meaning) {
    for (int[] axes : new int[][] {{}, {0}, {1}, {2}, {-1}, {0, 1}, {2, 0}, {1, -1}, {0, 1, 2}}) {
      tests.add(
          dynamicTest(
              name + " over " + Arrays.toString(axes),
              () -> {
                Tensor plain = Tensor.normal(11, 2, 3, 4);
                check(plain, drops, keeps, meaning, axes);
                check(plain.permute(2, 0, 1), drops, keeps, meaning, axes);
              }));
    }
  }

  private static void check(
      Tensor x, Reduction drops, Reduction keeps, ToDoubleFunction<double[]> meaning, int... axes) {
    boolean[] reduced = new boolean[3];
    Arrays.fill(reduced, axes.length == 0);
    for (int a : axes) {
      reduced[Math.floorMod(a, 3)] = true;
    }
    Tensor kept = keeps.apply(x, axes);
    Tensor dropped = drops.apply(x, axes);
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      assertEquals(reduced[i] ? 1 : x.dim(i), kept.dim(i));
      if (!reduced[i]) {
        rest.add(x.dim(i));
      }
    }
    assertEquals(Shape.of(rest.stream().mapToInt(i -> i).toArray()), dropped.shape());
    double[] results = dropped.toDoubles();
    int n = 0;
    for (int i = 0; i < kept.dim(0); i++) {
      for (int j = 0; j < kept.dim(1); j++) {
        for (int k = 0; k < kept.dim(2); k++) {
          Tensor part = x;
          int[] at = {i, j, k};
          for (int axis = 0; axis < 3; axis++) {
            part = reduced[axis] ? part : part.slice(axis, at[axis], at[axis] + 1);
          }
          double expected = meaning.applyAsDouble(part.toDoubles());
          assertClose(expected, kept.get(i, j, k), "kept");
          assertClose(expected, results[n++], "dropped");
        }
      }
    }
  }

  @Test
  void indexOfAnExtremumIsThatOfTheFirst() {
    Tensor x = Tensor.of(new float[] {1, 3, 3, 5, 0, 0}, 2, 3);
    assertEquals("[1, 0]", Arrays.toString(ints(x.argmax(1))));
    assertEquals("[0, 1]", Arrays.toString(ints(x.argmin(-1))));
    assertEquals("[1, 0, 0]", Arrays.toString(ints(x.argmax(0))));
    assertEquals(3f, x.argmax().item());
    assertEquals(4f, x.argmin().item());
    assertEquals(3f, x.transpose().argmin().item());
    assertEquals(0f, Tensor.scalar(7).argmax().item());
  }

  private static int[] ints(Tensor t) {
    int[] ints = new int[t.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) t.get(i);
    }
    return ints;
  }

  @Test
  void sumAndProductOfNothingAreTheirIdentities() {
    assertEquals(0f, Tensor.zeros(0).sum().item());
    assertEquals(1f, Tensor.zeros(2, 0).prod().item());
    assertEquals("[0.0, 0.0]", Arrays.toString(Tensor.zeros(2, 0).sum(1).toArray()));
    assertEquals(Shape.of(0), Tensor.zeros(2, 0).sum(0).shape());
  }

  @Test
  void scalarReducesToItself() {
    assertEquals(3f, Tensor.scalar(3).sum().item());
    assertEquals(3f, Tensor.scalar(3).mean().item());
    assertEquals(3f, Tensor.scalar(3).max().item());
    assertEquals(0f, Tensor.scalar(3).populationVariance().item());
  }

  @Test
  void maximumOfANaNIsNaN() {
    assertEquals(Float.NaN, Tensor.of(1f, Float.NaN, 3f).max().item());
    assertEquals(Float.NaN, Tensor.of(1f, Float.NaN, 3f).min().item());
  }

  @Test
  void logSumExpNeitherOverflowsNorMakesNaNOfInfinities() {
    assertClose(1000 + Math.log(2), Tensor.of(1000f, 1000f).logSumExp().item(), "large");
    float infinity = Float.POSITIVE_INFINITY;
    assertEquals(-infinity, Tensor.of(-infinity, -infinity).logSumExp().item());
    assertEquals(infinity, Tensor.of(infinity, 0f).logSumExp().item());
  }

  private static String rejected(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void choosingFromNothingIsAnError() {
    String cause = " of [2,0]: the reduced axes are empty, so there is nothing to choose from";
    Tensor none = Tensor.zeros(2, 0);
    assertEquals("max" + cause, rejected(() -> none.max(1)));
    assertEquals("min" + cause, rejected(none::min));
    assertEquals("mean" + cause, rejected(none::mean));
    assertEquals("logSumExp" + cause, rejected(none::logSumExp));
    assertEquals("argmax" + cause, rejected(() -> none.argmax(1)));
  }

  @Test
  void axesHaveToExistAndBeNamedOnce() {
    assertEquals(
        "variance of [2,3] along axis 2: it has 2 axes, so name one from -2 to 1",
        rejected(() -> Tensor.zeros(2, 3).variance(2)));
    assertEquals(
        "max of [2,3] over axes [1, -1]: name an axis once",
        rejected(() -> Tensor.zeros(2, 3).max(1, -1)));
    assertEquals("sum of [] along axis 0: it has 0 axes", rejected(() -> Tensor.scalar(1).sum(0)));
    assertEquals(
        "argmax takes one axis, or none for the whole tensor",
        rejected(() -> Tensor.zeros(2, 3).argmax(0, 1)));
  }

  @Test
  void varianceNeedsMoreElementsThanItsCorrection() {
    assertEquals(
        "variance of [1] with correction 1: 1 elements are too few; the divisor n - correction has"
            + " to be positive",
        rejected(() -> Tensor.ones(1).variance()));
  }
}
