package io.lanewise.cpu.scalar;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import io.lanewise.formula.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Formulas, expanded into primitives, as a program over registers that hold a block of elements
/// each. Immutable, so kernels share it.
final class BlockProgram {
  /// The elements of a block: its registers fit the first-level cache, and the cost of a step is
  /// spread over enough of them.
  static final int BLOCK = 256;

  final int inputs;
  final int registers;
  final Primitive[] functions;
  final int[] targets;
  final int[] first;
  final int[] second;
  final int[] third;
  final int[] outputs;

  /// Where a detour begins, the register of its condition, else −1, and the step after it.
  final int[] conditions;

  final int[] ends;

  /// The registers after the inputs, filled once for all.
  final float[][] constants;

  BlockProgram(List<Formula> formulas) {
    List<Formula> expanded = new ArrayList<>(formulas.size());
    for (Formula formula : formulas) {
      expanded.add(formula.expand());
    }
    Program program = Program.of(expanded);
    inputs = program.inputs();
    registers = program.registers();
    outputs = program.outputs();
    List<Program.Step> steps = program.steps();
    int count = steps.size();
    functions = new Primitive[count];
    targets = new int[count];
    first = new int[count];
    second = new int[count];
    third = new int[count];
    conditions = new int[count];
    ends = new int[count];
    Arrays.fill(conditions, -1);
    for (Program.Detour detour : program.detours()) {
      conditions[detour.first()] = detour.condition();
      ends[detour.first()] = detour.end();
    }
    for (int s = 0; s < count; s++) {
      Program.Step step = steps.get(s);
      int[] arguments = step.arguments();
      functions[s] = (Primitive) step.function();
      targets[s] = step.target();
      first[s] = arguments[0];
      second[s] = arguments[Math.min(1, arguments.length - 1)];
      third[s] = arguments[arguments.length - 1];
    }
    double[] values = program.constants();
    constants = new float[values.length][BLOCK];
    for (int c = 0; c < values.length; c++) {
      Arrays.fill(constants[c], (float) values[c]);
    }
  }
}
