package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.instruction.Instruction;
import io.lanewise.op.Operand;
import java.util.Arrays;

/// One instruction of a program, over its operands.
///
/// @param origin who asked for it
/// @param instruction what it does
/// @param operands on what, outputs first
/// @param role what becomes of it when gradients are added up over several passes
public record Step(Origin origin, Instruction instruction, Operand[] operands, Role role) {
  /// What a step is in a backward pass that adds to the gradients of the passes before it.
  public enum Role {
    /// The same.
    ALWAYS,
    /// It assigns a gradient that somebody asked for: it adds to it instead.
    FIRST,
    /// It fills such a gradient with zeros: it is left out.
    FILL
  }

  /// A step that is the same in every pass.
  public static Step of(Origin origin, Instruction instruction, Operand... operands) {
    return new Step(origin, instruction, operands, Role.ALWAYS);
  }

  /// The number of operands that are written; they stand first.
  public int outputs() {
    return instruction.outputs();
  }

  /// What it writes, or writes first.
  public Operand output() {
    return operands[0];
  }

  /// With a role.
  public Step as(Role other) {
    return new Step(origin, instruction, operands, other);
  }

  /// The step that adds to what the outputs hold instead of assigning it.
  public Step accumulating() {
    Instruction adding = instruction.accumulating();
    int n = operands.length;
    Operand[] all = operands;
    if (adding.operands().size() > n) { // the outputs once more, as inputs
      all = Arrays.copyOf(operands, n + outputs());
      System.arraycopy(operands, 0, all, n, outputs());
    }
    return of(origin, adding, all);
  }

  /// Whether it writes to a buffer.
  boolean writes(Buffer buffer) {
    for (int i = 0; i < outputs(); i++) {
      if (operands[i].buffer() == buffer) {
        return true;
      }
    }
    return false;
  }

  /// Whether what it writes goes on from what is there, so that the output is read too.
  boolean readsOutput() {
    return switch (instruction) {
      case Instruction.Reduce r -> r.accumulate();
      case Instruction.Gemm g -> g.accumulate();
      case Instruction.Gather g -> g.accumulate();
      case Instruction.Scatter s -> s.accumulate();
      case Instruction.Map m -> false; // its outputs then stand among the inputs
      case Instruction.ArgReduce a -> false;
      case Instruction.Copy c -> false;
      case Instruction.RowSoftmax s -> false;
      case Instruction.RowCrossEntropy c -> false;
    };
  }
}
