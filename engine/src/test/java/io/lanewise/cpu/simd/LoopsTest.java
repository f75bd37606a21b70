package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.lanewise.formula.Formula;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopsTest {
  private static MapLoop loop(double constant) {
    Formula formula = Formula.mul(Formula.X, Formula.constant(constant));
    return Loops.map(List.of(formula), true, true);
  }

  private static void pushOut(int round) {
    for (int i = 0; i < Loops.KEPT; i++) {
      loop(1_000_000.5 + round * Loops.KEPT + i);
    }
  }

  @Test
  void sameFormulasAndPatternHaveOneLoop() {
    MapLoop loop = loop(3.5);
    assertSame(loop, loop(3.5));
    assertNotSame(loop.getClass(), loop(4.5).getClass());
  }

  @Test
  void cacheIsBoundedAndAKernelKeepsItsLoop() {
    MapLoop kept = loop(5.5);
    pushOut(0);
    assertNotSame(kept, loop(5.5));
    float[][] arrays = {new float[Lanes.COUNT], new float[Lanes.COUNT]};
    kept.run(arrays, new int[2], new int[2], 1, Lanes.COUNT);
    assertNotNull(kept);
  }

  @Test
  void classThatFellOutIsUnloadedOnceNobodyHasItsLoop() throws InterruptedException {
    WeakReference<Class<?>> generated = new WeakReference<>(loop(6.5).getClass());
    pushOut(1);
    for (int tries = 0; tries < 200 && generated.get() != null; tries++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(generated.get());
  }

  @Test
  void emptyRunsTouchNothing() {
    loop(7.5).run(null, null, null, 0, Lanes.COUNT);
    loop(7.5).run(null, null, null, 1, 0);
  }
}
