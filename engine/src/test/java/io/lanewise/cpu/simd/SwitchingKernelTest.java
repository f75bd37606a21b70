package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchingKernelTest {
  /// Too large to be rehearsed, so it passes at once.
  private static final int LARGE = (1 << 24) + 1;

  private static float[] run(Instruction instruction, float[]... arrays) {
    Rehearsal rehearsal = new Rehearsal(instruction);
    Rehearsals.holdNow(rehearsal);
    assertTrue(rehearsal.passed());
    var plain = ScalarBackend.INSTANCE.kernel(instruction, arrays);
    var kernel = new SwitchingKernel(instruction, arrays, plain, rehearsal);
    kernel.run();
    kernel.run();
    return arrays[0];
  }

  @Test
  void instructionWithoutASimdKernelKeepsItsScalarOne() {
    Shape shape = Shape.of(LARGE);
    Layout out = Layout.of(Shape.of(1)).expand(shape);
    var sum = new Instruction.Reduce(Combine.SUM, Formula.X, List.of(out, Layout.of(shape)), false);
    float[] values = new float[LARGE];
    values[LARGE - 1] = 3;
    assertEquals(3, run(sum, new float[1], values)[0]);
  }

  @Test
  void copyWithinOneBufferKeepsItsScalarKernel() {
    Layout row = Layout.of(Shape.of(LARGE));
    float[] values = new float[LARGE];
    values[7] = 5;
    assertEquals(5, run(new Instruction.Copy(row, row), values, values)[7]);
  }
}
