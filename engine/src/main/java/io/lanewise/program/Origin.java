package io.lanewise.program;

/// Where an instruction comes from.
///
/// @param op the name of the op that asked for it; of several, joined by `+`, if passes have joined
///     their instructions
/// @param source the line of the user's program, if lines are traced, else null
public record Origin(String op, StackTraceElement source) {
  /// This origin and another one, of two instructions that become one.
  Origin and(Origin other) {
    return new Origin(op.equals(other.op) ? op : op + "+" + other.op, other.source);
  }
}
