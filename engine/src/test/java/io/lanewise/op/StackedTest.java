package io.lanewise.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import org.junit.jupiter.api.Test;

/// Gradients that a batch shares are one product where strides allow it.
class StackedTest {
  private static Operand dense(int... dims) {
    return new Operand(null, Layout.of(Shape.of(dims)));
  }

  /// C of [m, n], repeated along batch axes.
  private static Operand repeated(Shape shape) {
    return dense(shape.dim(-2), shape.dim(-1)).expand(shape);
  }

  @Test
  void batchJoinsTheDepth() {
    Stacked s = Stacked.of(dense(6, 3, 4).transpose(), dense(6, 3, 5), repeated(Shape.of(6, 4, 5)));
    assertEquals(Layout.of(Shape.of(1, 4, 18), new int[] {12, 1, 4}, 0), s.a().layout());
    assertEquals(Layout.of(Shape.of(1, 18, 5), new int[] {15, 5, 1}, 0), s.b().layout());
    assertFalse(s.c().layout().repeats());
  }

  @Test
  void axesThatDoNotContinueTheDepthStay() {
    Operand a = dense(3, 6, 4).permute(1, 2, 0);
    Stacked s = Stacked.of(a, dense(6, 3, 5), repeated(Shape.of(6, 4, 5)));
    assertEquals(a.layout(), s.a().layout());
    assertTrue(s.c().layout().repeats());
  }

  @Test
  void axisThatIsNotRepeatedStays() {
    Operand c = dense(1, 2, 4, 5).expand(Shape.of(6, 2, 4, 5));
    Stacked s = Stacked.of(dense(6, 2, 1, 4).transpose(), dense(6, 2, 1, 5), c);
    assertEquals(Shape.of(1, 2, 4, 6), s.a().shape());
    assertEquals(Shape.of(1, 2, 6, 5), s.b().shape());
    assertEquals(Shape.of(1, 2, 4, 5), s.c().shape());
    assertFalse(s.c().layout().repeats());
  }

  @Test
  void nothingRepeatedNothingChanged() {
    Operand a = dense(6, 4, 3);
    Operand b = dense(6, 3, 5);
    Operand c = dense(6, 4, 5);
    assertEquals(new Stacked(a, b, c), Stacked.of(a, b, c));
  }

  @Test
  void emptyBatchIsAProductWithoutDepth() {
    Stacked s = Stacked.of(dense(0, 3, 4).transpose(), dense(0, 3, 5), repeated(Shape.of(0, 4, 5)));
    assertEquals(Shape.of(1, 4, 0), s.a().shape());
    assertEquals(Shape.of(1, 4, 5), s.c().shape());
  }

  /// Found by generated shapes: [1009, 1009, 19, 1, 13]·[…, 13, 0] took gigabytes for zeros.
  @Test
  void productWithoutDepthTakesNoMemoryForItsParts() {
    Shape parts = Shape.of(1009, 1009, 19, 13);
    Operand a = dense(1009, 1, 19, 0).expand(Shape.of(1009, 1009, 19, 0));
    Operand b = dense(1, 1009, 13, 0).expand(Shape.of(1009, 1009, 13, 0)).transpose();
    Stacked s = Stacked.of(a, b, dense(1009, 1, 19, 13).expand(parts));
    assertFalse(s.c().layout().repeats());
    assertEquals(Shape.of(1009, 1, 19, 13), s.c().shape());
  }

  @Test
  void gradientOfSharedWeightsIsOneProductAndRight() {
    Tensor x = Tensor.uniform(1, 6, 3, 4);
    Tensor w = Tensor.uniform(2, 4, 5).requireGradient();
    Tape tape = Tape.record(() -> x.matmul(w).sum());
    tape.backward();
    String backward = tape.toString();
    assertFalse(backward.substring(backward.indexOf("backward")).contains("reduce"), backward);
    float[] expected = new float[20];
    float[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < 5; j++) {
        expected[i % 4 * 5 + j] += values[i];
      }
    }
    float[] found = w.gradient().toArray();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-5f);
    }
  }
}
