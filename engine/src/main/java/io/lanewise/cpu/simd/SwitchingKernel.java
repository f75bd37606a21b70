package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;

/// Begins with the scalar twin and goes on with the SIMD kernel once that has been rehearsed.
final class SwitchingKernel implements Kernel {
  /// Runs from one look at whether it is worth the trouble to the next.
  private static final int ENOUGH_RUNS = 20;

  /// Work, in flops and bytes, that has to have been done before: plain loops need more than a
  /// hundred milliseconds for it, about as long as C2 needs for a kernel's loops and what calls
  /// them. Who waits until he has spent what the cure costs never spends more than twice the least.
  private static final long WORTH = 250_000_000;

  final Instruction instruction;
  private final float[][] arrays;

  /// The one that runs: at one place, where C2 soon has seen too many kinds to inline any, so that
  /// a change invalidates no code.
  private Kernel kernel;

  /// Whether it will be no other.
  private boolean settled;

  private int runs;
  private long work;

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

  private long work() {
    if (work == 0) {
      work = Math.max(1, Rehearsal.workOf(instruction));
    }
    return work;
  }

  private void settle() {
    Rehearsal r = rehearsal;
    if (r == null || r.waiting()) {
      int total = r == null ? ++runs : r.count();
      if (total % ENOUGH_RUNS == 0 && total * work() >= WORTH) {
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
