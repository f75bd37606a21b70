package io.lanewise.cpu.simd;

/// Vector code that is hundreds of times slower than plain code until C2 has compiled it.
///
/// C2 compiles what has been called some hundred times and has gone round its loops some thousand
/// times, and takes what these calls did for what the method is for. Vector operations that nobody
/// has compiled are slow, and C2 soon compiles the plain code behind them as well, for nobody. So
/// almost all calls of a [Rehearsal] only look like work: they go round a loop in which nothing is
/// done, and then they are refused. The loop costs nothing later, for C2 takes it out.
///
/// With 512 bits they are refused by a failed check, see [#refuse], where a test and a return would
/// do as well, but for this: C2 counts how often a test went either way. It would find that there
/// is work in one call of a hundred, and give the registers to those who have nothing to do. Yet
/// with 256 bits that makes the better tiles; both was measured, see `engine/README.md`.
abstract class Loop {
  /// HotSpot's first compiler is asked for a method by so many calls; work before would be done in
  /// the interpreter.
  private static final int CALLS_BEFORE_WORK = 512;

  /// By so many calls C2 has been asked, unless it has more to do than it can: it wants more of
  /// them then.
  private static final int CALLS_BEFORE_C2 = 1280;

  /// Refused calls for each one that works, of which C2 has seen a dozen when it begins.
  private static final int REFUSED = 64;

  private static final int BATCHES = 4;

  /// What a refused call goes round. C2 wants 15,000 calls and turns; from 40,000 turns on it would
  /// compile a version of the method that begins in the loop.
  private static final int TURNS = 20;

  /// Who waits for C2 asks again after so many rounds,
  private static final int ROUNDS_OF_WAITING = 16;

  /// and with so many calls, after which HotSpot looks at its counts.
  private static final int CALLS_OF_ASKING = 1024;

  /// A loop that is not compiled after this many rounds will never be: the processor may lack its
  /// lane width.
  private static final int MOST_ROUNDS = 3000;

  /// C2's code refuses faster than this, other code takes several times as long.
  private static final long NANOS_OF_REFUSAL = 1_000;

  /// A call may find its code in no cache.
  private static final int TRIALS = 3;

  /// Compiled vector operations take less than this, even divisions; others ten times as long.
  private static final int NANOS_OF_OPERATION = 4;

  private static final int NANOS_OF_CALL = 400;

  /// Whether a failed check refuses a call of a generated loop, not a test.
  static final boolean BY_CHECK = Lanes.COUNT == 16;

  private static final int[][] NOTHING_AT_ONE = {{}, null};

  private boolean linked;
  private int calls;
  private int rounds;
  private volatile boolean compiled;

  /// Calls every method that is to be compiled with a count of −turns, by which it is refused.
  abstract void idle(int turns);

  /// Runs over a few elements, on every path that a kernel may take.
  ///
  /// @return about how many vector operations that were
  abstract int practise();

  /// Fails if n < 0, and C2 counts no branch: it takes that for what hardly ever happens. It is a
  /// null check that fails, not that of an index, for after many of those C2 would not take those
  /// of the arrays out of loops. Before it, a method goes −n − 1 times round an empty loop.
  static void refuse(int n) {
    int any = NOTHING_AT_ONE[n >>> 31].length;
  }

  /// Whether it was seen to run as compiled code.
  final boolean compiled() {
    return compiled;
  }

  /// Whether it is given up.
  final boolean hopeless() {
    return rounds > MOST_ROUNDS;
  }

  /// Whether it has done work once.
  final boolean linked() {
    return linked;
  }

  /// Whether the next rounds ask C2.
  final boolean asking() {
    return calls > CALLS_BEFORE_WORK;
  }

  /// Does a little work for the first time, for which the JVM loads and links what the loop uses.
  /// That takes some milliseconds, and the compiler has no part in it.
  final void link() {
    linked = true;
    practise();
  }

  /// One round of practice.
  final void round() {
    rounds++;
    boolean asks = rounds % ROUNDS_OF_WAITING == 0;
    if (calls < CALLS_BEFORE_C2) {
      rehearse();
    } else if (asks) {
      refused(CALLS_OF_ASKING, 1);
    }
    if (asks || refusesFast()) {
      compiled = worksFast();
    }
  }

  private void rehearse() {
    for (int i = 0; i < BATCHES; i++) {
      refused(REFUSED, TURNS);
      if (asking()) {
        practise();
      }
    }
  }

  private void refused(int times, int turns) {
    calls += times;
    for (int i = 0; i < times; i++) {
      try {
        idle(turns);
      } catch (NullPointerException e) {
        // as it should be
      }
    }
  }

  private boolean refusesFast() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      refused(1, 1);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best < NANOS_OF_REFUSAL;
  }

  private boolean worksFast() {
    boolean fast = false;
    for (int i = 0; i < TRIALS && !fast; i++) {
      long start = System.nanoTime();
      int operations = practise();
      fast = System.nanoTime() - start < NANOS_OF_CALL + NANOS_OF_OPERATION * operations;
    }
    return fast;
  }
}
