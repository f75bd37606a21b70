package io.lanewise.cpu.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmKernelTest {
  private static final double UNIT = 0x1p-24;

  private static Instruction.Gemm gemm(Placement p, Placement q, Placement r, int m, int k, int n) {
    return new Instruction.Gemm(
        p.of(Shape.of(m, n)), q.of(Shape.of(m, k)), r.of(Shape.of(k, n)), false);
  }

  /// |computed − exact| ≤ γ·Σ|aᵢbᵢ| with one rounding per step (Higham, section 3.1), and the old
  /// C as one term more.
  private static void assertWithinBound(
      Trial trial, Trial.Values values, int m, int k, int n, boolean accumulate) {
    double steps = k + k / 8.0 + 2;
    double gamma = steps * UNIT / (1 - steps * UNIT);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double terms = accumulate ? Math.abs(values.at(0, i * n + j)) : 0;
        for (int p = 0; p < k; p++) {
          terms += Math.abs(values.at(1, i * k + p) * values.at(2, p * n + j));
        }
        int e = i * n + j;
        assertEquals(
            trial.reference(0, e), trial.scalar(0, e), gamma * terms * (1 + 4 * UNIT) + 4e-45);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,3,4",
    "3,0,4",
    "3,4,0",
    "1,1,1",
    "10,2,1",
    "1,2,10",
    "2,10,1",
    "1,784,50",
    "50,784,1",
    "5,7,3",
    "3,31,64",
    "64,25,10",
    "10,25,64",
    "25,64,50",
    "15,16,17",
    "31,32,33",
    "33,257,16",
    "4,401,67",
    "67,400,5",
    "8,1000,9",
    "130,9,131"
  })
  void productsAreWithinTheBoundInEveryPlacement(int m, int k, int n) {
    Trial.Values values = Trial.drawn(m * 31 + n);
    Trial first = null;
    Trial firstAccumulating = null;
    for (Placement c : Placement.values()) {
      for (Placement a : Placement.values()) {
        for (Placement b : Placement.values()) {
          Instruction.Gemm gemm = gemm(c, a, b, m, k, n);
          Trial trial = Trial.of(gemm, values);
          Trial accumulating = Trial.of(gemm.accumulating(), values);
          if (first == null) {
            first = trial;
            firstAccumulating = accumulating;
            assertWithinBound(trial, values, m, k, n, false);
            assertWithinBound(accumulating, values, m, k, n, true);
          }
          trial.assertSameBits(first, 0);
          accumulating.assertSameBits(firstAccumulating, 0);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,5,1", "20,1000,30", "30,801,4", "3,400,65", "65,784,3", "7,0,7"})
  void elementIsTheDocumentedChain(int m, int k, int n) {
    Trial.Values values = Trial.drawn(5);
    var gemm = gemm(Placement.DENSE, Placement.DENSE, Placement.REVERSED, m, k, n);
    Trial assigned = Trial.of(gemm, values);
    Trial added = Trial.of(gemm.accumulating(), values);
    int blocks = Math.max(1, Math.ceilDiv(k, 400));
    int step = Math.max(8, Math.ceilDiv(Math.ceilDiv(k, blocks), 8) * 8);
    for (int e = 0; e < m * n; e++) {
      float total = 0;
      float onto = (float) values.at(0, e);
      for (int start = 0; start < k; start += step) {
        float chain = 0;
        for (int p = start; p < Math.min(k, start + step); p++) {
          chain =
              Math.fma(assigned.scalar(1, e / n * k + p), assigned.scalar(2, p * n + e % n), chain);
        }
        total = start == 0 ? chain : total + chain;
        onto += chain;
      }
      assertEquals(total, assigned.scalar(0, e));
      assertEquals(onto, added.scalar(0, e));
    }
  }

  @Test
  void everyMatrixOfABatchIsMultipliedAndRepeatedOnesAreShared() {
    Shape c = Shape.of(3, 2, 9, 20);
    for (Placement p : Placement.values()) {
      Layout a = p.of(Shape.of(3, 2, 9, 33));
      Layout b = p.of(Shape.of(2, 33, 20)).expand(Shape.of(3, 2, 33, 20));
      Trial.of(new Instruction.Gemm(p.of(c), a, b, false), Trial.drawn(6)).assertWithin(0, 0, 1e-4);
    }
  }

  @Test
  void infinitiesAndNaNsTakeTheirCourse() {
    Trial.Values values =
        (operand, e) -> e == 7 ? Double.POSITIVE_INFINITY : e == 30 ? Double.NaN : 1 + e % 3;
    Trial.of(gemm(Placement.DENSE, Placement.DENSE, Placement.DENSE, 8, 8, 8), values)
        .assertEqual(0);
  }
}
