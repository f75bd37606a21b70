package io.lanewise.cpu.simd;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import io.lanewise.formula.Program;
import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Formulas as vector operations: the body of every generated loop.
///
/// A comparison that only chooses, by SELECT, stays a mask; else it becomes zeros and ones. A whole
/// number that only makes a power of two stays the int that it was before, see [Wholes]. A bound
/// that is a constant costs less than one that is not.
final class FormulaCode {
  /// Adding it rounds to a whole number below 2²² in magnitude, which is then in the lowest bits.
  private static final double SHIFT = 0x1.8p23;

  /// The mask of a comparison that no lane meets.
  private static final int NOWHERE = -1;

  private final Program program;
  private final double[] constants;

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
    constants = program.constants();
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
    int[] locals = new int[constants.length];
    for (int i = 0; i < locals.length; i++) {
      locals[i] = code.constant((float) constants[i]);
    }
    return locals;
  }

  /// Whether there is a [#usual] way.
  boolean detours() {
    return !program.detours().isEmpty();
  }

  /// Computes the formulas.
  ///
  /// @param inputs local variables with the inputs
  /// @param constants those of [#constants]
  /// @return local variables with the results
  int[] emit(VectorCode code, int[] inputs, int... constants) {
    return emit(code, null, inputs, constants);
  }

  /// Computes the formulas without their detours, if no lane needs one.
  ///
  /// Of what is computed before a lane turns out to, nothing may be kept: C2 makes an object of a
  /// vector that comes from two sides, unless it understands both well enough, which is luck.
  ///
  /// @param otherwise where to go then, and begin again with [#emit]
  int[] usual(VectorCode code, Label otherwise, int[] inputs, int... constants) {
    return emit(code, otherwise, inputs, constants);
  }

  private int[] emit(VectorCode code, Label otherwise, int[] inputs, int... constants) {
    int[] registers = Arrays.copyOf(inputs, program.registers());
    System.arraycopy(constants, 0, registers, program.inputs(), constants.length);
    // a result in another form than floats: a comparison's mask, an exponent's field
    int[] forms = new int[from.length];
    int[] results = new int[from.length];
    int next = 0;
    if (otherwise != null) {
      for (Program.Detour detour : program.detours()) {
        emit(code, next, detour.first(), registers, forms, results);
        int condition = condition(detour);
        code.jumpIfAny(forms[condition], otherwise);
        forms[condition] = NOWHERE;
        next = detour.end();
      }
    }
    emit(code, next, from.length, registers, forms, results);
    int[] outputs = program.outputs();
    for (int o = 0; o < outputs.length; o++) {
      outputs[o] = registers[outputs[o]];
    }
    return outputs;
  }

  /// The step that says where a detour is needed.
  private int condition(Program.Detour detour) {
    int step = detour.first() - 1;
    while (program.steps().get(step).target() != detour.condition()) {
      step--;
    }
    return step;
  }

  /// The steps from `first` to `end`.
  private void emit(
      VectorCode code, int first, int end, int[] registers, int[] forms, int... results) {
    for (int s = first; s < end; s++) {
      Program.Step step = program.steps().get(s);
      int[] a = new int[step.arguments().length];
      for (int i = 0; i < a.length; i++) {
        a[i] = registers[step.arguments()[i]];
      }
      if (function(s) == Primitive.SELECT && from[s][0] >= 0 && forms[from[s][0]] == NOWHERE) {
        results[s] = a[2];
        registers[step.target()] = a[2];
        continue;
      }
      if (compares(s) && asMask[s]) {
        forms[s] = code.compare(function(s) == Primitive.GREATER ? "GT" : "EQ", a[0], a[1]);
        if (!asNumbers[s]) {
          results[s] = a[0];
          continue;
        }
      }
      if (function(s) == Primitive.EXPONENT) {
        forms[s] = code.exponentFields(a[0]);
      }
      apply(code, s, a, forms, results);
      results[s] = code.stored();
      registers[step.target()] = results[s];
    }
  }

  /// Pushes the result of a step.
  private void apply(VectorCode code, int s, int[] a, int[] forms, int... results) {
    Primitive function = function(s);
    int power = function == Primitive.EXP2I ? 0 : function == Primitive.SCALE ? 1 : -1;
    if (power >= 0 && whole(from[s][power])) {
      int from = this.from[s][power];
      if (function == Primitive.EXP2I) {
        code.exp2(ints(code, from, VectorCode.EXP2I_OFFSET, forms, results));
      } else {
        code.scale(a[0], ints(code, from, VectorCode.SCALE_OFFSET, forms, results));
      }
    } else if (function == Primitive.SELECT && from[s][0] >= 0 && compares(from[s][0])) {
      code.choose(forms[from[s][0]], a[1], a[2]);
    } else if (function == Primitive.EXPONENT) {
      code.exponent(forms[s]);
    } else if (function == Primitive.COPYSIGN && isNumber(s, 0)) {
      code.signed(constant(s, 0), a[1]);
    } else if (function == Primitive.MIN || function == Primitive.MAX) {
      int bound = isNumber(s, 1) ? 1 : isNumber(s, 0) ? 0 : -1;
      if (bound < 0) {
        code.apply(function, a);
      } else {
        code.bounded(function, a[1 - bound], a[bound], constant(s, bound));
      }
    } else {
      code.apply(function, a);
    }
  }

  /// The constant that a step's argument is, or NaN.
  private double constant(int step, int argument) {
    int c = program.steps().get(step).arguments()[argument] - program.inputs();
    return from[step][argument] < 0 && c >= 0 && c < constants.length ? constants[c] : Double.NaN;
  }

  private boolean isNumber(int step, int argument) {
    return !Double.isNaN(constant(step, argument));
  }

  /// Whether a step's result is known to be a whole number k, and some ints k + a known offset can
  /// be had from the steps before it: see [#ints].
  private boolean whole(int step) {
    return step >= 0 && (function(step) == Primitive.EXPONENT || rounds(step) || complements(step));
  }

  /// Whether a step takes away again what was added to round to a whole number: (… + c) − c.
  private boolean rounds(int step) {
    if (function(step) != Primitive.SUB || from[step][0] < 0) {
      return false;
    }
    int sum = from[step][0];
    int last = function(sum) == Primitive.FMA ? 2 : function(sum) == Primitive.ADD ? 1 : 0;
    double c = constant(step, 1);
    return last > 0 && constant(sum, last) == c && Math.abs(c - SHIFT) < 1024 && c == Math.rint(c);
  }

  /// Whether a step takes a whole number from another one.
  private boolean complements(int step) {
    double c = function(step) == Primitive.SUB ? constant(step, 0) : Double.NaN;
    return Math.abs(c) < 1024 && c == Math.rint(c) && whole(from[step][1]);
  }

  /// A local variable with ints whose lowest 22 bits are those of k + offset, k the result of a
  /// step.
  private int ints(VectorCode code, int step, int offset, int[] forms, int... results) {
    if (function(step) == Primitive.EXPONENT) {
      return code.plus(forms[step], offset - VectorCode.EXP2I_OFFSET);
    }
    if (rounds(step)) {
      int sum = code.bitsOf(results[from[step][0]]);
      return code.plus(sum, offset - (int) (constant(step, 1) - SHIFT));
    }
    // c − k + offset from k + EXP2I_OFFSET, which an exponent field is as it stands
    int bias = VectorCode.EXP2I_OFFSET;
    int subtrahend = ints(code, from[step][1], bias, forms, results);
    return code.minus((int) constant(step, 0) + offset + bias, subtrahend);
  }
}
