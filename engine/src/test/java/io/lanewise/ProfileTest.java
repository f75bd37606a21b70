package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final int STEPS = 5;

  private final Tensor w = Tensor.uniform(1, 4, 3).requireGradient();
  private final Tensor x = Tensor.uniform(2, 6, 4);
  private final Tape tape = Tape.record(() -> x.matmul(w).relu().sum());
  private final Profile profile = new Profile();

  private void profiled() {
    for (int i = 0; i < STEPS; i++) {
      profile.time("loading", () -> {});
      tape.forward(profile);
      tape.backward(profile);
    }
  }

  @Test
  void everyInstructionHasALineWithItsCallsAndItsWork() {
    profiled();
    List<Profile.Line> lines = profile.lines();
    assertEquals(1 + tape.length() + tape.backwardSteps().size(), lines.size());
    Profile.Line product = lines.get(1);
    assertEquals("forward", product.pass());
    assertEquals("matmul", product.op());
    assertEquals("gemm %1·%2", product.instruction());
    assertEquals(Shape.of(6, 3), product.shape());
    assertEquals(2 * 6 * 3 * 4, product.flops());
    assertEquals(4 * (6 * 3 + 6 * 4 + 4 * 3), product.bytes());
    for (Profile.Line line : lines) {
      assertEquals(STEPS, line.calls());
      assertTrue(line.nanos() >= 0);
    }
    assertEquals("backward", lines.getLast().pass());
  }

  @Test
  void profiledPassesComputeWhatOthersDo() {
    tape.forward();
    tape.backward();
    float[] gradient = w.gradient().toArray();
    float loss = tape.loss();
    profiled();
    assertEquals(loss, tape.loss());
    assertArrayEquals(gradient, w.gradient().toArray());
  }

  @Test
  void tableHasTotalsAndTheRoof() {
    profiled();
    String text = profile.toString();
    assertTrue(text.startsWith("pass "), text);
    assertTrue(text.contains("gemm %1·%2"), text);
    assertTrue(text.contains("\nloading "), text);
    assertTrue(text.contains("a step "), text);
    assertTrue(text.contains("roof of one core, measured"), text);
  }

  @Test
  void emptyProfileIsATableWithoutLines() {
    assertTrue(profile.toString().startsWith("pass "));
    assertEquals(List.of(), profile.lines());
  }
}
