package io.lanewise.cpu.simd;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import io.lanewise.formula.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Formulas as vector operations: the body of every generated loop.
///
/// A comparison that only chooses, by SELECT, stays a mask; else it becomes zeros and ones.
final class FormulaCode {
  private final Program program;

  /// For each step and argument, the step that computed it, or −1 for an input or a constant.
  private final int[][] from;

  /// Whether somebody needs a step's result as numbers.
  private final boolean[] asNumbers;

  /// Whether some SELECT needs it as a mask.
  private final boolean[] asMask;

  FormulaCode(List<Formula> formulas) {
    List<Formula> expanded = new ArrayList<>(formulas.size());
    for (Formula f : formulas) {
      expanded.add(f.expand());
    }
    program = Program.of(expanded);
    List<Program.Step> steps = program.steps();
    from = new int[steps.size()][];
    asNumbers = new boolean[steps.size()];
    asMask = new boolean[steps.size()];
    int[] holder = new int[program.registers()];
    Arrays.fill(holder, -1);
    for (int s = 0; s < from.length; s++) {
      Program.Step step = steps.get(s);
      int[] arguments = step.arguments();
      from[s] = new int[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        int source = holder[arguments[i]];
        from[s][i] = source;
        if (source < 0) {
          continue;
        }
        boolean chooses = i == 0 && step.function() == Primitive.SELECT;
        if (chooses && compares(source)) {
          asMask[source] = true;
        } else {
          asNumbers[source] = true;
        }
      }
      holder[step.target()] = s;
    }
    for (int register : program.outputs()) {
      if (holder[register] >= 0) {
        asNumbers[holder[register]] = true;
      }
    }
  }

  private Primitive function(int step) {
    return (Primitive) program.steps().get(step).function();
  }

  private boolean compares(int step) {
    return function(step) == Primitive.GREATER || function(step) == Primitive.EQUAL;
  }

  /// The number of inputs.
  int inputs() {
    return program.inputs();
  }

  /// The number of primitives.
  int size() {
    return from.length;
  }

  /// Local variables with the constants, to be made before the loop.
  int[] constants(VectorCode code) {
    double[] values = program.constants();
    int[] locals = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      locals[i] = code.constant((float) values[i]);
    }
    return locals;
  }

  /// Computes the formulas.
  ///
  /// @param inputs local variables with the inputs
  /// @param constants those of [#constants]
  /// @return local variables with the results
  int[] emit(VectorCode code, int[] inputs, int... constants) {
    int[] registers = Arrays.copyOf(inputs, program.registers());
    System.arraycopy(constants, 0, registers, program.inputs(), constants.length);
    int[] masks = new int[from.length];
    for (int s = 0; s < from.length; s++) {
      Program.Step step = program.steps().get(s);
      int[] a = new int[step.arguments().length];
      for (int i = 0; i < a.length; i++) {
        a[i] = registers[step.arguments()[i]];
      }
      if (compares(s) && asMask[s]) {
        masks[s] = code.compare(function(s) == Primitive.GREATER ? "GT" : "EQ", a[0], a[1]);
        if (!asNumbers[s]) {
          continue;
        }
      }
      int condition = function(s) == Primitive.SELECT ? from[s][0] : -1;
      if (condition >= 0 && compares(condition)) {
        code.choose(masks[condition], a[1], a[2]);
      } else {
        code.apply(function(s), a);
      }
      registers[step.target()] = code.stored();
    }
    int[] outputs = program.outputs();
    for (int o = 0; o < outputs.length; o++) {
      outputs[o] = registers[outputs[o]];
    }
    return outputs;
  }
}
