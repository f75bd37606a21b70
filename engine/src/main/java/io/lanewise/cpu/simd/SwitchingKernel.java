package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// Begins with the scalar twin and goes on with the SIMD kernel once that has been rehearsed.
final class SwitchingKernel implements Kernel {
  private final Instruction instruction;
  private final float[][] arrays;
  private final Rehearsal rehearsal;
  private Kernel plain;
  private Kernel simd;

  SwitchingKernel(Instruction instruction, float[][] arrays, Kernel plain, Rehearsal rehearsal) {
    this.instruction = instruction;
    this.arrays = arrays;
    this.plain = plain;
    this.rehearsal = rehearsal;
  }

  @Override
  public void run() {
    if (simd != null) {
      simd.run();
    } else if (rehearsal.passed()) {
      // Operands that share a buffer may have none, though those of the rehearsal, apart, had.
      Kernel fast = SimdBackend.fast(instruction, arrays, Workers.shared());
      simd = fast == null ? plain : fast;
      plain = null;
      simd.run();
    } else {
      rehearsal.count();
      plain.run();
    }
  }
}
