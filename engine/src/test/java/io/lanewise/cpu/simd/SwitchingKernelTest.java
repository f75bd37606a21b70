package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SwitchingKernelTest {
  /// Too large for operands of the rehearsal's own.
  private static final int LARGE = (1 << 24) + 1;

  private static float[] run(Instruction instruction, float[]... arrays) {
    Rehearsal rehearsal = new Rehearsal(instruction);
    Rehearsals.holdNow(rehearsal);
    var plain = ScalarBackend.INSTANCE.kernel(instruction, arrays);
    var kernel = new SwitchingKernel(instruction, arrays, plain, rehearsal);
    kernel.run();
    kernel.run();
    return arrays[0];
  }

  @Test
  void instructionWithoutASimdKernelKeepsItsScalarOne() {
    Layout row = Layout.of(Shape.of(1, 3));
    Layout nothing = Layout.of(Shape.of(1, 0));
    Layout none = Layout.of(Shape.of(0, 3));
    float[] c = {1, 2, 3};
    run(new Instruction.Gemm(row, nothing, none, false), c, new float[0], new float[0]);
    assertArrayEquals(new float[3], c);
  }

  @Test
  void copyWithinOneBufferKeepsItsScalarKernel() {
    Layout row = Layout.of(Shape.of(LARGE));
    float[] values = new float[LARGE];
    values[7] = 5;
    assertEquals(5, run(new Instruction.Copy(row, row), values, values)[7]);
  }

  @Test
  void kernelTakesOverWithTheSameBits() {
    Shape shape = Shape.of(40, 100);
    Layout all = Layout.of(shape);
    var map =
        new Instruction.Map(
            List.of(Formula.fma(Formula.X, Formula.Y, Formula.X)), List.of(all, all, all));
    float[] x = new float[4000];
    float[] y = new float[4000];
    for (int i = 0; i < x.length; i++) {
      x[i] = i / 7f;
      y[i] = 1f / (i + 1);
    }
    float[] out = new float[4000];
    Rehearsal rehearsal = new Rehearsal(map);
    var plain = ScalarBackend.INSTANCE.kernel(map, new float[][] {out, x, y});
    var kernel = new SwitchingKernel(map, new float[][] {out, x, y}, plain, rehearsal);
    kernel.run();
    float[] before = out.clone();
    Arrays.fill(out, 0);
    Rehearsals.holdNow(rehearsal);
    assertTrue(rehearsal.passed());
    kernel.run();
    assertArrayEquals(before, out);
  }

  @Test
  void loopThatIsNeverCompiledIsGivenUp() {
    int[] calls = new int[1];
    Loop slow =
        new Loop() {
          @Override
          void idle(int turns) {
            calls[0]++;
          }

          @Override
          int practise() {
            LockSupport.parkNanos(2_000);
            return 0;
          }
        };
    while (!slow.hopeless()) {
      slow.round();
    }
    assertFalse(slow.compiled());
    assertTrue(calls[0] > 0);
  }
}
