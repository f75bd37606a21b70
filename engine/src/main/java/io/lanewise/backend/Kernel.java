package io.lanewise.backend;

/// An instruction bound to its buffers. Everything that can be decided beforehand has been, so a
/// run costs nothing but the work, allocates nothing, and may be repeated any number of times, by
/// one thread at a time.
@FunctionalInterface
public interface Kernel {
  /// Does the work.
  ///
  /// @throws IllegalArgumentException if an operand that holds indices has one that is not a whole
  ///     number or out of range
  void run();
}
