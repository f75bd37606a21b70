package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import org.junit.jupiter.api.Test;

class SwitchingKernelTest {
  /// Too large to be rehearsed, so it passes at once.
  private static final int LARGE = (1 << 24) + 1;

  private static float[] run(Instruction instruction, float[]... arrays) {
    Rehearsal rehearsal = new Rehearsal(instruction);
    rehearsal.run(100);
    assertTrue(rehearsal.passed());
    var plain = ScalarBackend.INSTANCE.kernel(instruction, arrays);
    var kernel = new SwitchingKernel(instruction, arrays, plain, rehearsal);
    kernel.run();
    kernel.run();
    return arrays[0];
  }

  @Test
  void instructionWithoutASimdKernelKeepsItsScalarOne() {
    Layout everySecond = Layout.of(Shape.of(LARGE / 2 + 1), new int[] {2}, 0);
    var search = new Instruction.ArgReduce(Layout.of(Shape.SCALAR), everySecond, true);
    float[] values = new float[LARGE];
    values[6] = 1;
    assertEquals(3, run(search, new float[1], values)[0]);
  }

  @Test
  void copyWithinOneBufferKeepsItsScalarKernel() {
    Layout row = Layout.of(Shape.of(LARGE));
    float[] values = new float[LARGE];
    values[7] = 5;
    assertEquals(5, run(new Instruction.Copy(row, row), values, values)[7]);
  }
}
