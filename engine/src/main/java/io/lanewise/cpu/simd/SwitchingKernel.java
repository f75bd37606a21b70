package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// Begins with the scalar twin and goes on with the SIMD kernel once that has been rehearsed.
final class SwitchingKernel implements Kernel {
  /// Runs from one look at whether it is worth the trouble to the next.
  private static final int ENOUGH_RUNS = 20;

  /// Work, as [Effort] counts it, that has to have been done before: plain loops need more than a
  /// hundred milliseconds for it, about as long as C2 needs for a kernel's loops and what calls
  /// them. Who waits until he has spent what the cure costs never spends more than twice the least.
  private static final long WORTH = 250_000_000;

  private final Instruction instruction;
  private final float[][] arrays;

  /// Decides when the kernel changes.
  private final Rehearsal rehearsal;

  /// The one that runs: at one place, where C2 soon has seen too many kinds to inline any, so that
  /// a change invalidates no code.
  private Kernel kernel;

  /// Whether it will be no other.
  private boolean settled;

  SwitchingKernel(Instruction instruction, float[][] arrays, Kernel plain, Rehearsal rehearsal) {
    this.instruction = instruction;
    this.arrays = arrays;
    this.kernel = plain;
    this.rehearsal = rehearsal;
  }

  @Override
  public void run() {
    if (!settled) {
      settle();
    }
    kernel.run();
  }

  private void settle() {
    if (rehearsal.waiting()) {
      int runs = rehearsal.count();
      if (runs % ENOUGH_RUNS == 0 && runs * rehearsal.work() >= WORTH) {
        Rehearsals.request(rehearsal);
      }
    } else if (rehearsal.passed()) {
      // Operands that share a buffer may have none, though those of the rehearsal, apart, had.
      Kernel fast = SimdBackend.fast(instruction, arrays, Workers.shared());
      kernel = fast == null ? kernel : fast;
      settled = true;
    } else {
      settled = rehearsal.failed();
    }
  }
}
