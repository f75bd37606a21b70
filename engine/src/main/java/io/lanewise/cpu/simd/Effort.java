package io.lanewise.cpu.simd;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Program;
import io.lanewise.instruction.Instruction;
import java.util.List;

/// How much the scalar twin of a kernel does: bytes moved and operations, of which functions such
/// as exp have dozens. Some two and a half of them take a nanosecond. Those of softmax and
/// cross-entropy count as one each, for these have half a dozen loops to compile, and more to
/// repay.
final class Effort {
  /// What a step of a formula takes beyond its elements, in elements.
  private static final int OF_STEP = 25;

  private Effort() {}

  /// That of a run, at least 1.
  static long of(Instruction instruction) {
    return Math.max(1, instruction.bytes() + operations(instruction));
  }

  private static long operations(Instruction instruction) {
    long elements = instruction.operands().getFirst().size() + (long) OF_STEP;
    if (instruction instanceof Instruction.Map map) {
      return elements * steps(map.formulas());
    }
    if (instruction instanceof Instruction.Reduce reduce) {
      return elements * (steps(List.of(reduce.formula())) + 1);
    }
    return instruction.flops();
  }

  /// The primitives that formulas consist of.
  static int steps(List<Formula> formulas) {
    return Program.of(formulas.stream().map(Formula::expand).toList()).steps().size();
  }
}
