package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// Begins with the scalar twin and goes on with the SIMD kernel once that has been rehearsed.
final class SwitchingKernel implements Kernel {
  /// Runs before it is worth the trouble.
  private static final int ENOUGH_RUNS = 20;

  final Instruction instruction;
  private final float[][] arrays;

  /// The one that runs: at one place, where C2 soon has seen too many kinds to inline any, so that
  /// a change invalidates no code.
  private Kernel kernel;

  /// Whether it will be no other.
  private boolean settled;

  private int runs;

  /// Null until somebody has looked for it: see [Rehearsals#atBinding].
  private volatile Rehearsal rehearsal;

  SwitchingKernel(Instruction instruction, float[][] arrays, Kernel plain) {
    this.instruction = instruction;
    this.arrays = arrays;
    this.kernel = plain;
  }

  /// Sets what decides when it changes.
  void follow(Rehearsal rehearsal) {
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
    Rehearsal r = rehearsal;
    if (r == null || r.waiting()) {
      int total = r == null ? ++runs : r.count();
      if (total % ENOUGH_RUNS == 0) {
        Rehearsals.request(this);
      }
    } else if (r.passed()) {
      // Operands that share a buffer may have none, though those of the rehearsal, apart, had.
      Kernel fast = SimdBackend.fast(instruction, arrays, Workers.shared());
      kernel = fast == null ? kernel : fast;
      settled = true;
    } else {
      settled = r.failed();
    }
  }
}
