package io.lanewise.cpu.simd;

/// Vector code that is hundreds of times slower than plain code until C2 has compiled it.
///
/// C2 compiles what has been called some thousand times. So before a kernel relies on a loop, a
/// [Rehearsal] calls it that often, almost always with nothing to do, which costs next to nothing,
/// and now and then with a little work, so that C2 sees which ways are taken. As little as that
/// takes: vector operations that nobody has compiled are methods that call a function for every
/// lane, and C2 soon compiles those as well, for nobody.
abstract class Loop {
  /// Calls with nothing to do for each with a little work, of which C2 has then seen some hundred
  /// when it begins. With fewer of those, it takes the work for so rare that its registers are
  /// given to others: with a sixth as many, steps of a small model were 5% slower for good.
  private static final int IDLE_CALLS = 50;

  /// Calls with work in a round.
  private static final int REPEATS = 8;

  /// A loop that is not compiled after this many rounds will never be: the processor may lack its
  /// lane width.
  private static final int MOST_ROUNDS = 3000;

  /// Compiled vector operations take less than this, even divisions; others ten times as long.
  private static final int NANOS_OF_OPERATION = 4;

  private static final int NANOS_OF_CALL = 400;

  /// The interpreter takes longer to call and return, compiled code much less.
  private static final long NANOS_OF_COMPILED_CALL = 100;

  private boolean linked;
  private int rounds;
  private volatile boolean compiled;

  /// Runs over nothing, and touches no vector.
  abstract void idle();

  /// Runs over a few elements, on every path that a kernel may take.
  ///
  /// @return about how many vector operations that were
  abstract int practise();

  /// Whether it was seen to run as compiled code.
  final boolean compiled() {
    return compiled;
  }

  /// Whether it is given up.
  final boolean hopeless() {
    return rounds > MOST_ROUNDS;
  }

  /// Does a little work for the first time, for which the JVM loads and links what the loop uses.
  /// That takes some milliseconds, and the compiler has no part in it.
  ///
  /// @return whether this was the first time
  final boolean link() {
    if (linked) {
      return false;
    }
    linked = true;
    practise();
    return true;
  }

  /// One round of practice.
  final void round() {
    long start = System.nanoTime();
    idleFor(IDLE_CALLS);
    boolean interpreted = System.nanoTime() - start > IDLE_CALLS * NANOS_OF_COMPILED_CALL;
    rounds++;
    if (interpreted) {
      // There, real work would be slow and teach C2 nothing.
      idleFor(REPEATS * IDLE_CALLS);
      return;
    }
    for (int i = 0; i < REPEATS && !compiled; i++) {
      idleFor(IDLE_CALLS);
      start = System.nanoTime();
      int operations = practise();
      compiled = System.nanoTime() - start < NANOS_OF_CALL + NANOS_OF_OPERATION * operations;
    }
  }

  private void idleFor(int times) {
    for (int i = 0; i < times; i++) {
      idle();
    }
  }
}
