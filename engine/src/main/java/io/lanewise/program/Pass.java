package io.lanewise.program;

/// A rewriting of a program that keeps every bit of what is seen of it: the kept slots and all
/// other buffers.
public interface Pass {
  /// What it does, in a few words.
  String name();

  /// The program, rewritten.
  Program on(Program program);
}
