package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// Begins with the scalar twin and goes on with the SIMD kernel once that has been rehearsed.
final class SwitchingKernel implements Kernel {
  private final Instruction instruction;
  private final float[][] arrays;
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
    if (rehearsal.passed()) {
      // Operands that share a buffer may have none, though those of the rehearsal, apart, had.
      Kernel fast = SimdBackend.fast(instruction, arrays, Workers.shared());
      kernel = fast == null ? kernel : fast;
      settled = true;
    } else if (rehearsal.failed()) {
      settled = true;
    } else {
      rehearsal.count();
    }
  }
}
