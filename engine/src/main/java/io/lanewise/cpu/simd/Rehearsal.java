package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/// Runs one instruction on buffers of its own until its SIMD kernel beats the scalar twin.
///
/// Until C2 has compiled it, a vector loop is hundreds of times slower than a scalar one. Which of
/// the two is faster is measured, so nobody is worse off with SIMD, whatever the shape; and as both
/// give the same bits, nobody can tell when the change came.
final class Rehearsal {
  /// Runs before it is worth the trouble.
  private static final int ENOUGH_RUNS = 30;

  /// Larger operands are not made a second time: their first run warms the loop by itself.
  private static final long LARGEST_FLOATS = 1 << 24;

  /// Short kernels are timed in batches of about so long.
  private static final long BATCH_NANOS = 50_000;

  private static final long BUDGET_NANOS = 2_000_000_000L;

  /// The share of its time, in percent, that a loop which is not compiled yet is run for.
  private static final int IMPATIENCE = 80;

  /// A win may be chance.
  private static final int WINS = 3;

  private final Instruction instruction;
  private int runs;
  private volatile boolean passed;

  Rehearsal(Instruction instruction) {
    this.instruction = instruction;
  }

  /// Whether the SIMD kernel may take over.
  boolean passed() {
    return passed;
  }

  /// How much there is to win: the longest work is rehearsed first.
  long work() {
    return instruction.flops() + instruction.bytes();
  }

  /// One more run of the scalar kernel. Threads may lose a count to each other, which does not
  /// matter.
  void count() {
    if (runs < ENOUGH_RUNS && ++runs == ENOUGH_RUNS) {
      Rehearsals.request(this);
    }
  }

  /// Rehearses.
  ///
  /// @param share of this thread's time that it may take, in percent
  void run(int share) {
    long floats = 0;
    for (Layout l : instruction.operands()) {
      floats += l.reach();
    }
    if (floats > LARGEST_FLOATS) {
      passed = true;
      return;
    }
    List<Layout> operands = instruction.operands();
    float[][] arrays = new float[operands.size()][];
    for (int i = 0; i < arrays.length; i++) {
      Layout l = operands.get(i);
      // Zeros are values as good as others, and the one index that every table has. A reduction
      // over nothing writes its output all the same.
      arrays[i] = new float[Math.max(l.distinct().reach(), l.reach())];
    }
    Kernel simd = SimdBackend.fast(instruction, arrays, Workers.NONE);
    if (simd != null) {
      Instruction less = smaller();
      Kernel shorter = SimdBackend.fast(less, arrays, Workers.NONE);
      if (shorter != null) {
        won(ScalarBackend.INSTANCE.kernel(less, arrays), shorter, share);
      }
      passed = won(ScalarBackend.INSTANCE.kernel(instruction, arrays), simd, share);
    }
  }

  /// The same code path with less to do, a short depth or few rows: C2 compiles what was called
  /// often, however short each call was.
  private Instruction smaller() {
    if (instruction instanceof Instruction.Gemm g) {
      int depth = Math.min(g.k(), 4);
      return new Instruction.Gemm(
          g.c(), g.a().slice(-1, 0, depth), g.b().slice(-2, 0, depth), g.accumulate());
    }
    if (instruction instanceof Instruction.Map m) {
      List<Layout> few = new ArrayList<>();
      for (Layout l : m.operands()) {
        int rank = l.shape().rank();
        int most = rank == 1 ? 8 * Lanes.COUNT + 1 : 3;
        few.add(rank == 0 ? l : l.slice(0, 0, Math.min(most, l.shape().dim(0))));
      }
      return new Instruction.Map(m.formulas(), few);
    }
    return instruction;
  }

  private static boolean won(Kernel plain, Kernel simd, int share) {
    long begin = System.nanoTime();
    int wins = 0;
    while (System.nanoTime() - begin < BUDGET_NANOS * 100 / share) {
      double slow = nanosOf(plain);
      long start = System.nanoTime();
      double fast = nanosOf(simd);
      long worked = System.nanoTime() - start;
      wins = fast <= slow ? wins + 1 : 0;
      if (wins == WINS) {
        return true;
      }
      // While the compiler is at work, running the old code helps nobody, and a processor that is
      // the other half of the user's core is better left alone.
      pause(worked, Math.min(share, fast > 2 * slow ? IMPATIENCE : 100));
    }
    return false;
  }

  /// The time of a run, over as many as fit into a batch.
  private static double nanosOf(Kernel kernel) {
    long start = System.nanoTime();
    int runs = 0;
    long nanos;
    do {
      kernel.run();
      runs++;
      nanos = System.nanoTime() - start;
    } while (nanos < BATCH_NANOS);
    return (double) nanos / runs;
  }

  private static void pause(long worked, int share) {
    long nanos = worked * (100 - share) / share;
    if (nanos > 0) {
      try {
        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
