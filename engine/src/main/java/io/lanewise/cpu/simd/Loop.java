package io.lanewise.cpu.simd;

/// Vector code that is hundreds of times slower than plain code until C2 has compiled it. A
/// [Rehearsal] makes that happen before a user's kernel relies on it.
abstract class Loop {
  /// Whether it was seen to run as compiled code.
  volatile boolean compiled;

  /// Runs over nothing: a call that C2 counts and that touches no vector.
  abstract void idle();

  /// Runs over a few elements, on every path that a kernel may take.
  abstract void practise();
}
