package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TapeListingTest {
  static Tape mlp() {
    Tensor x = Tensor.normal(1, 64, 784).named("x");
    Tensor y = Tensor.zeros(64).named("y");
    Tensor w = Tensor.normal(2, 50, 784).requireGradient().named("0.weight");
    Tensor b = Tensor.zeros(50).requireGradient().named("0.bias");
    Tensor v = Tensor.normal(3, 10, 50).requireGradient().named("2.weight");
    return Tape.record(
        () -> x.matmul(w.transpose()).add(b).relu().matmul(v.transpose()).crossEntropy(y));
  }

  @Test
  void listingNamesEveryInstructionWithItsShapeAndCost() {
    Tape tape = mlp();
    tape.backward();
    assertEquals(
        """
        forward
          %2 = gemm x·0.weightᵀ  [64,50]  5.0 MFLOP 370 kB  # matmul
          %4 = map %2 + 0.bias  [64,50]  3.2 kFLOP 26 kB  # add
          %5 = map max(%4, 0)  [64,50]  3.2 kFLOP 26 kB  # relu
          %7 = gemm %5·2.weightᵀ  [64,10]  64 kFLOP 17 kB  # matmul
          %9, %10 = cross_entropy %7, y  [64]  3.8 kFLOP 5.6 kB  # crossEntropy
          %11 = reduce sum(%9)  [1]  64 FLOP 260 B  # crossEntropy
          %12 = map %11 / 64  []  1 FLOP 8 B  # crossEntropy
          total 5.1 MFLOP 445 kB
        backward
          %16 = map %10 * (%17 / 64)  [64,10]  1.3 kFLOP 5.1 kB  # crossEntropy
          %18 = gemm %16·2.weight  [64,50]  64 kFLOP 17 kB  # matmul
          d2.weight = gemm %16ᵀ·%5  [10,50]  64 kFLOP 17 kB  # matmul
          %19 = map select(%5 > 0, %18, 0)  [64,50]  6.4 kFLOP 38 kB  # relu
          %20 = map %19  [64,50]  0 FLOP 26 kB  # add
          d0.bias = reduce sum(%19)  [1,50]  3.2 kFLOP 13 kB  # add
          d0.weight = gemm %20ᵀ·x  [50,784]  5.0 MFLOP 370 kB  # matmul
          total 5.2 MFLOP 487 kB
        output %12 []""",
        tape.toString());
  }

  @Test
  void viewsShowTheirLayout() {
    Tensor x = Tensor.ones(4, 6).named("x");
    String text =
        Tape.record(() -> x.slice(0, 1, 3).mul(2).add(x.slice(1, 0, 6, 3).sum())).toString();
    assertTrue(text.contains("map x[2,6]+6 * 2 "), text);
    assertTrue(text.contains("reduce sum(x[4,2]/(6,3))"), text);
  }

  @Test
  void amountsHaveTwoDigitsAtLeastAndAPrefix() {
    assertEquals("0 B", TapeListing.amount(0, "B"));
    assertEquals("999 B", TapeListing.amount(999, "B"));
    assertEquals("1.0 kB", TapeListing.amount(1000, "B"));
    assertEquals("1.0 MB", TapeListing.amount(999_950, "B"));
    assertEquals("12 GFLOP", TapeListing.amount(12_345_678_901L, "FLOP"));
  }
}
