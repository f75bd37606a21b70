package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.List;
import java.util.Set;

/// What it takes until an instruction's SIMD kernel may take over from its scalar twin: first its
/// loops practise until C2 has compiled them, then the two kernels run on buffers of nobody's until
/// the SIMD one wins.
///
/// Which of the two is faster is measured, so nobody is worse off with SIMD, whatever the shape;
/// and as both give the same bits, nobody can tell when the change came.
final class Rehearsal {
  /// Less work than this is done before a vector loop has begun.
  private static final int LEAST_WORK = 500;

  /// Larger operands are not made a second time: then practised loops are enough.
  private static final long LARGEST_FLOATS = 1 << 24;

  /// Short kernels are timed in batches of about so long.
  private static final long BATCH_NANOS = 50_000;

  /// The kernel's own code has to be compiled as well, which such trials make C2 do. So long they
  /// go on before others have their turn.
  private static final long NANOS_OF_TRIALS = 4_000_000;

  /// A win may be chance.
  private static final int WINS = 3;

  /// Who has not won by then never will.
  private static final int MOST_TRIALS = 3000;

  /// Who waits for a request, is asked, and has an answer.
  private enum State {
    WAITING,
    REHEARSING,
    PASSED,
    FAILED
  }

  private static final Loop[] NONE = {};

  private final Instruction instruction;
  private long work;
  private volatile State state = State.WAITING;
  private int runs;
  private Loop[] loops;
  private Kernel plain;
  private Kernel simd;
  private int trials;
  private int wins;

  Rehearsal(Instruction instruction) {
    this.instruction = instruction;
  }

  /// Whether nobody has asked for it yet.
  boolean waiting() {
    return state == State.WAITING;
  }

  /// Whether the SIMD kernel may take over.
  boolean passed() {
    return state == State.PASSED;
  }

  /// Whether it never will.
  boolean failed() {
    return state == State.FAILED;
  }

  /// How much there is to win: the effort of a run.
  long work() {
    if (work == 0) {
      work = Effort.of(instruction);
    }
    return work;
  }

  /// One more run of the scalar kernel. Threads may lose a count to each other, which does not
  /// matter.
  int count() {
    return ++runs;
  }

  /// Begins.
  ///
  /// @return whether there is something to do
  boolean begin() {
    if (state != State.WAITING) {
      return false;
    }
    state = work() < LEAST_WORK ? State.FAILED : State.REHEARSING;
    return state == State.REHEARSING;
  }

  /// Adds the loops that still have to practise.
  void collect(Set<Loop> practising) {
    if (loops == null) {
      Kernel kernel = SimdBackend.fast(instruction, arrays(false), Workers.NONE);
      loops = kernel instanceof Rehearsed r ? r.loops() : NONE;
      trials = kernel == null ? MOST_TRIALS : 0;
    }
    for (Loop loop : loops) {
      if (!loop.compiled()) {
        practising.add(loop);
      }
    }
  }

  /// Tries the kernels some times, if all loops are compiled.
  ///
  /// @return whether that decided it
  boolean tryOut() {
    if (loops == null) {
      return false;
    }
    for (Loop loop : loops) {
      if (!loop.compiled()) {
        if (loop.hopeless()) {
          end(State.FAILED);
        }
        return loop.hopeless();
      }
    }
    if (trials < MOST_TRIALS && !large()) {
      trials();
    }
    boolean won = large() ? trials < MOST_TRIALS : wins == WINS;
    boolean decided = won || trials >= MOST_TRIALS;
    if (decided) {
      end(won ? State.PASSED : State.FAILED);
    }
    return decided;
  }

  /// Keeps nothing: what falls out of the cache of loops is to be unloaded.
  private void end(State answer) {
    loops = NONE;
    plain = null;
    simd = null;
    state = answer;
  }

  private void trials() {
    if (simd == null) {
      float[][] arrays = arrays(true);
      plain = ScalarBackend.INSTANCE.kernel(instruction, arrays);
      simd = SimdBackend.fast(instruction, arrays, Workers.NONE);
    }
    long end = System.nanoTime() + NANOS_OF_TRIALS;
    do {
      trials++;
      wins = nanosOf(simd) <= nanosOf(plain) ? wins + 1 : 0;
    } while (wins < WINS && trials < MOST_TRIALS && System.nanoTime() < end);
  }

  private boolean large() {
    long floats = 0;
    for (Layout l : instruction.operands()) {
      floats += l.reach();
    }
    return floats > LARGEST_FLOATS;
  }

  /// Operands of nobody's. Zeros are values as good as others, and the one index that every table
  /// has. A kernel that only names its loops needs none.
  private float[][] arrays(boolean whole) {
    List<Layout> operands = instruction.operands();
    float[][] arrays = new float[operands.size()][];
    for (int i = 0; i < arrays.length; i++) {
      Layout l = operands.get(i);
      // A reduction over nothing writes its output all the same.
      arrays[i] = new float[whole ? Math.max(l.distinct().reach(), l.reach()) : 0];
    }
    return arrays;
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
}
