package io.lanewise.cpu.scalar;

import io.lanewise.formula.Primitive;

/// A program with registers of its own: one kernel's.
final class BlockInterpreter {
  private final BlockProgram program;
  private final float[][] registers;

  /// @param length the most elements that will be evaluated at once, at most a block
  BlockInterpreter(BlockProgram program, int length) {
    this.program = program;
    this.registers = new float[program.registers][];
    int constants = program.inputs + program.constants.length;
    System.arraycopy(program.constants, 0, registers, program.inputs, program.constants.length);
    for (int r = 0; r < registers.length; r++) {
      if (r < program.inputs || r >= constants) {
        registers[r] = new float[length];
      }
    }
  }

  /// The number of inputs.
  int inputs() {
    return program.inputs;
  }

  /// Where an input's elements go.
  float[] input(int i) {
    return registers[i];
  }

  /// Where an output's elements are after [#run].
  float[] output(int o) {
    return registers[program.outputs[o]];
  }

  /// Evaluates the first n elements.
  void run(int n) {
    Primitive[] functions = program.functions;
    for (int s = 0; s < functions.length; s++) {
      int condition = program.conditions[s];
      if (condition >= 0 && PrimitiveLoops.none(registers[condition], n)) {
        s = program.ends[s] - 1;
        continue;
      }
      PrimitiveLoops.apply(
          functions[s],
          registers[program.targets[s]],
          registers[program.first[s]],
          registers[program.second[s]],
          registers[program.third[s]],
          n);
    }
  }
}
