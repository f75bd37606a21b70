package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AllocationTest {
  private final Tensor x = Tensor.normal(1, 8, 6);
  private final Tensor w = Tensor.normal(2, 5, 6).requireGradient();
  private final Tensor b = Tensor.zeros(5).requireGradient();

  @Test
  void replayOfForwardAndBackwardAllocatesNothing() {
    Tensor y = Tensor.zeros(8);
    Tape tape = Tape.record(() -> x.matmul(w.transpose()).add(b).tanh().crossEntropy(y));
    float[] batch = x.toArray();
    float[] sum = new float[1];
    assertEquals(
        0,
        Allocated.bytes(
            500,
            () -> {
              x.copyFrom(batch);
              tape.forward();
              tape.backward();
              tape.backwardAccumulating();
              sum[0] += tape.loss();
            }));
  }

  @Test
  void replayOfReductionsViewsAndIndicesAllocatesNothing() {
    Tensor index = Tensor.of(2f, 0f, 1f);
    Tape tape =
        Tape.record(
            () -> {
              Tensor rows = x.matmul(w.transpose()).add(b).indexSelect(0, index);
              Tensor parts = Tensor.concat(1, rows.slice(1, 0, 2), rows.softmax(1));
              return parts.variance(0).add(parts.max(0)).add(parts.logSumExp(0)).sum();
            });
    Tensor seed = Tensor.scalar(2);
    assertEquals(
        0,
        Allocated.bytes(
            500,
            () -> {
              tape.forward();
              tape.backward(seed);
            }));
  }

  @Test
  void allocationWouldBeCounted() {
    assertTrue(Allocated.bytes(100, () -> x.mul(2)) > 10_000);
  }
}
