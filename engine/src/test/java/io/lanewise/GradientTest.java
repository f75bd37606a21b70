package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.op.CosineSimilarity;
import io.lanewise.op.Functions;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Gradients through shared, broadcast and viewed operands, worked out by hand.
class GradientTest {
  private static Tensor parameter(double... values) {
    return Tensor.ofDoubles(values, values.length).requireGradient();
  }

  /// The gradient of Σᵢ 10ⁱ · f(w)ᵢ.
  private static double[] weighted(Tensor w, UnaryOperator<Tensor> f) {
    Tape tape =
        Tape.record(
            () -> {
              Tensor out = f.apply(w);
              float[] weights = new float[out.size()];
              for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) StrictMath.pow(10, i);
              }
              return out.mul(Tensor.of(weights, out.shape().toArray())).sum();
            });
    tape.backward();
    double[] first = w.gradient().toDoubles();
    tape.backward();
    assertArrayEquals(first, w.gradient().toDoubles(), "a second backward changes nothing");
    return first;
  }

  private static void assertGradient(Tensor w, UnaryOperator<Tensor> f, double... expected) {
    double[] actual = weighted(w, f);
    assertArrayEquals(expected, actual, 1e-3, Arrays.toString(actual));
  }

  @Test
  void operandUsedTwiceByOneOpGetsBothParts() {
    assertGradient(parameter(3, 4), w -> w.mul(w), 6, 80);
    assertGradient(parameter(3, 4), w -> w.add(w), 2, 20);
    assertGradient(parameter(3, 4), w -> w.sub(w), 0, 0);
  }

  @Test
  void operandSharedByOpsGetsTheSum() {
    assertGradient(parameter(3, 4), w -> w.mul(2).add(w.square()).add(w), 9, 110);
  }

  @Test
  void broadcastOperandSumsOverItsBroadcastAxes() {
    Tensor x = Tensor.ones(2, 3);
    assertGradient(parameter(1, 2, 3), w -> x.mul(w), 1001, 10010, 100100);
    assertGradient(parameter(1, 2), w -> x.mul(w.unsqueeze(1)), 111, 111000);
    assertGradient(parameter(5), w -> x.mul(w), 111111);
  }

  @Test
  void bothOperandsBroadcast() {
    Tensor a = parameter(1, 2);
    Tensor b = parameter(3, 4);
    Tape tape = Tape.record(() -> a.unsqueeze(1).mul(b).sum());
    tape.backward();
    assertArrayEquals(new double[] {7, 7}, a.gradient().toDoubles());
    assertArrayEquals(new double[] {3, 3}, b.gradient().toDoubles());
  }

  @Test
  void scalarBroadcastToAnEmptyShapeHasGradientZero() {
    Tensor w = parameter(7);
    Tape before = Tape.record(() -> w.mul(w).sum());
    before.backward();
    Tape tape = Tape.record(() -> w.mul(Tensor.zeros(0)).sum());
    assertEquals(0f, tape.loss());
    tape.backward();
    assertArrayEquals(new double[] {0}, w.gradient().toDoubles());
  }

  @Test
  void emptyParameterHasAnEmptyGradient() {
    Tensor w = parameter();
    Tape tape = Tape.record(() -> w.mul(w).sum());
    tape.backward();
    assertEquals(0, w.gradient().size());
  }

  @Test
  void sliceLeavesTheRestOfTheGradientZero() {
    Tensor w = parameter(1, 2, 3, 4);
    assertGradient(w, t -> t.mul(t), 2, 40, 600, 8000);
    assertGradient(w, t -> t.slice(0, 1, 3).mul(5), 0, 5, 50, 0);
    assertGradient(w, t -> t.slice(0, 0, 4, 2).mul(1), 1, 0, 10, 0);
    assertGradient(w, t -> t.select(0, 3).mul(1), 0, 0, 0, 1);
  }

  @Test
  void slicesThatOverlapAdd() {
    assertGradient(parameter(1, 2, 3), t -> t.slice(0, 0, 2).add(t.slice(0, 1, 3)), 1, 11, 10);
  }

  @Test
  void expandedViewSumsItsRepetitions() {
    assertGradient(parameter(1), t -> t.expand(3).mul(1), 111);
    assertGradient(parameter(1, 2), t -> t.expand(2, 2).mul(1), 101, 1010);
    assertGradient(parameter(1, 2), t -> t.unsqueeze(1).expand(2, 2).reshape(4), 11, 1100);
  }

  @Test
  void transposedAndReshapedViewsPutGradientsWhereTheElementsAre() {
    Tensor w = parameter(1, 2, 3, 4, 5, 6);
    assertGradient(w, t -> t.reshape(2, 3).transpose().mul(1), 1, 100, 10000, 10, 1000, 100000);
    assertGradient(w, t -> t.reshape(2, 3).transpose().reshape(6), 1, 100, 10000, 10, 1000, 100000);
  }

  @Test
  void parameterUsedThroughTwoViewsGetsBoth() {
    Tensor w = Tensor.ofDoubles(new double[] {1, 2, 3, 4}, 2, 2).requireGradient();
    Tape tape = Tape.record(() -> w.matmul(w.transpose()).sum());
    tape.backward();
    // Σᵢⱼ Σₖ wᵢₖwⱼₖ: twice the column sums
    assertArrayEquals(new double[] {8, 12, 8, 12}, w.gradient().toDoubles(), 1e-5);
    assertArrayEquals(new double[] {8, 8, 12, 12}, w.transpose().gradient().toDoubles(), 1e-5);
  }

  @Test
  void concatAndStackHandEachOperandItsPart() {
    assertGradient(parameter(1, 2), t -> Tensor.concat(0, t, t.mul(2)), 201, 2010);
    assertGradient(parameter(1, 2), t -> Tensor.stack(1, t, t), 11, 1100);
  }

  @Test
  void tiesShareTheGradientOfTheExtremum() {
    assertGradient(parameter(3, 1, 3), Tensor::max, 0.5, 0, 0.5);
    assertGradient(parameter(3, 1, 3), Tensor::min, 0, 1, 0);
  }

  @Test
  void productKnowsItsZeros() {
    assertGradient(parameter(2, 3, 4), Tensor::prod, 12, 8, 6);
    assertGradient(parameter(2, 0, 4), Tensor::prod, 0, 8, 0);
    assertGradient(parameter(0, 0, 4), Tensor::prod, 0, 0, 0);
  }

  @Test
  void kinksHaveTheGradientThatIsDocumented() {
    assertGradient(parameter(0), Tensor::relu, 0);
    assertGradient(parameter(0), Tensor::abs, 0);
    assertGradient(parameter(0), t -> t.leakyRelu(0.25), 0.25);
    assertGradient(parameter(0), t -> t.elu(2), 2);
    assertGradient(parameter(1, -1), t -> t.clamp(-1, 1), 0, 0);
    assertGradient(parameter(2), t -> t.maximum(Tensor.of(2f)), 0);
  }

  @Test
  void removableKinksHaveTheTrueGradient() {
    assertGradient(parameter(0), Tensor::softplus, 0.5);
    assertGradient(parameter(0), t -> t.elu(1), 1);
    assertGradient(parameter(0), t -> t.apply(Functions.BCE_WITH_LOGITS, Tensor.of(0.25f)), 0.25);
    assertGradient(parameter(1.5), t -> t.apply(Functions.huber(1.5), Tensor.of(0f)), 1.5);
    assertGradient(parameter(0), t -> t.pow(Tensor.of(0f)), 0);
    assertGradient(parameter(2, 0), t -> Tensor.of(0f, 0f).pow(t), 0, 0);
  }

  @Test
  void branchNotTakenDoesNotReachTheGradient() {
    assertGradient(parameter(1000), t -> t.elu(1), 1);
    assertGradient(
        parameter(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY), Tensor::logSumExp, 0, 0);
  }

  @Test
  void detachStopsTheGradient() {
    assertGradient(parameter(3), t -> t.mul(t.detach()), 3);
  }

  @Test
  void gradientOfAnInputOfSeveralRanks() {
    for (int rank = 0; rank <= 6; rank++) {
      int[] dims = new int[rank];
      Arrays.fill(dims, 2);
      Tensor w = Tensor.normal(rank, dims).requireGradient();
      Tape tape = Tape.record(() -> w.square().sum());
      tape.backward();
      assertArrayEquals(w.mul(2).toDoubles(), w.gradient().toDoubles());
    }
  }

  // GradCheck itself

  @Test
  void gradCheckWantsParametersOnTheReferenceBackend() {
    Tensor w = Backends.with(new OtherBackend(), () -> Tensor.zeros(2));
    var error =
        assertThrows(IllegalArgumentException.class, () -> GradCheck.check(() -> w.sum(), w));
    assertEquals(
        "GradCheck: a parameter of shape [2] lives on other; differences need float64, so create"
            + " it within Backends.with(Backends.reference(), …)",
        error.getMessage());
  }

  @Test
  void gradCheckRestoresTheParameters() {
    Backends.with(
        Backends.reference(),
        () -> {
          Tensor w = Tensor.normal(1, 3);
          double[] before = w.toDoubles();
          assertTrue(GradCheck.check(() -> w.tanh().sum(), w) < 1e-8);
          assertArrayEquals(before, w.toDoubles());
        });
  }

  @Test
  void gradCheckNamesTheParameterAndTheElementThatIsWrong() {
    Backends.with(
        Backends.reference(),
        () -> {
          Tensor w = Tensor.of(1f, 2f, 3f).named("0.weight");
          // The detached factor hides half of the gradient of the middle element.
          var error =
              assertThrows(
                  AssertionError.class,
                  () ->
                      GradCheck.check(
                          () ->
                              Tensor.concat(
                                      0,
                                      w.slice(0, 0, 1).square(),
                                      w.slice(0, 1, 2).mul(w.slice(0, 1, 2).detach()))
                                  .sum(),
                          w));
          assertTrue(
              error
                  .getMessage()
                  .startsWith(
                      "gradient of 0.weight [3] at element 1: backward says 2.0, central"
                          + " differences say "),
              error.getMessage());
        });
  }

  /// A large value must not hide a wrong gradient.
  @Test
  void gradCheckSeesAWrongGradientBesideALargeValue() {
    Backends.with(
        Backends.reference(),
        () -> {
          Tensor w = Tensor.of(1f);
          assertThrows(
              AssertionError.class,
              () -> GradCheck.check(() -> w.mul(w.detach()).mul(1e-3).add(100).sum(), w));
        });
  }

  /// The cosines of constant vectors are ±1 and their gradients 0. Their sum cancels, its rounding
  /// does not. Found by a long run of the rules.
  @Test
  void gradCheckTakesNoRoundingOfCancellingTermsForASlope() {
    for (int seed = 1; seed <= 200; seed++) {
      Tensor x = Tensor.normal(seed, 1, 8).expand(2, 8);
      Tensor y = Tensor.normal(seed + 1_000, 1, 8).expand(2, 8);
      double error = GradCheck.check(new CosineSimilarity(0), x, y);
      assertTrue(error < 1e-8, "seed " + seed + ": " + error);
    }
  }
}
