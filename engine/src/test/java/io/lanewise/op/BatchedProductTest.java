package io.lanewise.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import org.junit.jupiter.api.Test;

/// Batches become rows, columns or depth where strides allow it.
class BatchedProductTest {
  private static Operand dense(int... dims) {
    return new Operand(null, Layout.of(Shape.of(dims)));
  }

  private static Layout matrix(int rows, int columns, int row, int column) {
    return Layout.of(Shape.of(rows, columns), new int[] {row, column}, 0);
  }

  @Test
  void batchThatSharesBJoinsTheRows() {
    BatchedProduct p = BatchedProduct.of(dense(2, 6, 3, 4), dense(4, 5), dense(2, 6, 3, 5));
    assertEquals(matrix(36, 4, 4, 1), p.a().layout());
    assertEquals(matrix(4, 5, 5, 1), p.b().layout());
    assertEquals(matrix(36, 5, 5, 1), p.c().layout());
  }

  @Test
  void batchThatSharesAJoinsTheColumnsWhereTheyGoOn() {
    Operand b = dense(4, 6, 5).permute(1, 0, 2);
    Operand c = dense(3, 6, 5).permute(1, 0, 2);
    BatchedProduct p = BatchedProduct.of(dense(1, 3, 4), b, c);
    assertEquals(matrix(3, 4, 4, 1), p.a().layout());
    assertEquals(matrix(4, 30, 30, 1), p.b().layout());
    assertEquals(matrix(3, 30, 30, 1), p.c().layout());
  }

  @Test
  void batchThatSharesCJoinsTheDepth() {
    BatchedProduct p = BatchedProduct.of(dense(6, 3, 4).transpose(), dense(6, 3, 5), dense(4, 5));
    assertEquals(matrix(4, 18, 1, 4), p.a().layout());
    assertEquals(matrix(18, 5, 5, 1), p.b().layout());
    assertFalse(p.c().layout().repeats());
  }

  @Test
  void axesThatDoNotGoOnStay() {
    Operand a = dense(3, 6, 4).permute(1, 2, 0);
    BatchedProduct p = BatchedProduct.of(a, dense(6, 3, 5), dense(1, 4, 5));
    assertEquals(a.layout(), p.a().layout());
    assertEquals(Shape.of(6, 4, 5), p.c().shape());
    assertTrue(p.c().layout().repeats());
  }

  @Test
  void axisThatEveryOperandHasStays() {
    BatchedProduct p =
        BatchedProduct.of(dense(6, 2, 1, 4).transpose(), dense(6, 2, 1, 5), dense(1, 2, 4, 5));
    assertEquals(Shape.of(2, 4, 6), p.a().shape());
    assertEquals(Shape.of(2, 6, 5), p.b().shape());
    assertEquals(Shape.of(2, 4, 5), p.c().shape());
    assertFalse(p.c().layout().repeats());
  }

  @Test
  void emptyBatchThatIsSummedIsAProductWithoutDepth() {
    BatchedProduct p = BatchedProduct.of(dense(0, 3, 4).transpose(), dense(0, 3, 5), dense(4, 5));
    assertEquals(Shape.of(4, 5), p.c().shape());
    assertTrue(p.depthless());
  }

  /// Found by generated shapes: zeros took gigabytes, or more elements than a tensor may have.
  @Test
  void productWithoutDepthTakesNoMemoryForItsParts() {
    Tensor a = Tensor.zeros(1009, 1009, 0, 1009).requireGradient();
    Tensor b = Tensor.uniform(1, 1, 1, 1009, 13).requireGradient();
    Tape tape = Tape.record(() -> a.matmul(b.expand(1, 1009, 1009, 13)).sum());
    tape.backward();
    assertEquals(0, tape.loss());
    assertArrayEquals(new float[1009 * 13], b.gradient().toArray());
  }

  @Test
  void layerOnSequencesIsOneProductForwardAndOneForEachGradient() {
    Tensor x = Tensor.uniform(1, 6, 3, 4).requireGradient();
    Tensor w = Tensor.uniform(2, 4, 5).requireGradient();
    Tape tape = Tape.record(() -> x.matmul(w).sum());
    tape.backward();
    String listing = tape.toString();
    assertTrue(listing.contains("[18,5]"), listing);
    String backward = listing.substring(listing.indexOf("backward"));
    assertEquals(2, backward.split("gemm").length - 1, listing);
    assertFalse(backward.contains("reduce"), listing);
  }

  @Test
  void resultsAreThoseOfThePartsOneByOne() {
    Tensor x = Tensor.uniform(1, 6, 3, 4);
    Tensor w = Tensor.uniform(2, 4, 5);
    Tensor all = x.matmul(w);
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(
          x.select(0, i).contiguous().matmul(w).toArray(), all.select(0, i).contiguous().toArray());
    }
  }
}
