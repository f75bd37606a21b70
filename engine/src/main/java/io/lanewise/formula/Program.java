package io.lanewise.formula;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Formulas as a straight line of steps over registers: what an interpreter runs.
///
/// Registers 0 to `inputs` − 1 hold the inputs, then come the constants, then the results of the
/// steps. A register whose value has been used for the last time is given out again, so a block
/// interpreter touches little memory. Each shared subformula is computed once.
public final class Program {
  /// One application: `registers[target] = function(registers[a] for a in arguments)`.
  ///
  /// @param function what to apply
  /// @param arguments the registers of the arguments
  /// @param target the register of the result; it may be one of the arguments
  public record Step(Function function, int[] arguments, int target) {}

  /// Steps that may be left out where the condition's register holds nothing but zeros: all that is
  /// done with their results is then not to be selected.
  ///
  /// @param condition the register of a comparison
  /// @param first the first of the steps
  /// @param end the step after the last
  public record Detour(int condition, int first, int end) {}

  private final int inputs;
  private final double[] constants;
  private final List<Step> steps;
  private final List<Detour> detours;
  private final int[] outputs;
  private final int registers;

  private Program(
      int inputs,
      double[] constants,
      List<Step> steps,
      List<Detour> detours,
      int[] outputs,
      int registers) {
    this.detours = detours;
    this.inputs = inputs;
    this.constants = constants;
    this.steps = steps;
    this.outputs = outputs;
    this.registers = registers;
  }

  /// The program of these formulas as they stand (expand them first to have primitives only).
  public static Program of(List<Formula> formulas) {
    Detours ways = new Detours(Formula.order(formulas), formulas);
    List<Formula> order = ways.order();
    int inputs = 0;
    Map<Formula, Integer> uses = new IdentityHashMap<>();
    List<Formula.Constant> constants = new ArrayList<>();
    for (Formula f : order) {
      switch (f) {
        case Formula.Input i -> inputs = Math.max(inputs, i.index() + 1);
        case Formula.Constant c -> constants.add(c);
        case Formula.Apply a -> {
          for (int i = 0; i < a.arity(); i++) {
            uses.merge(a.argument(i), 1, Integer::sum);
          }
        }
      }
    }
    Map<Formula, Integer> register = new IdentityHashMap<>();
    double[] values = new double[constants.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = constants.get(i).value();
      register.put(constants.get(i), inputs + i);
    }
    for (Formula output : formulas) {
      uses.merge(output, 1, Integer::sum); // outputs stay until the end
    }
    int next = inputs + values.length;
    List<Integer> free = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<Detour> detours = new ArrayList<>();
    for (Formula f : order) {
      if (f instanceof Formula.Input i) {
        register.put(f, i.index());
      }
      if (!(f instanceof Formula.Apply a)) {
        continue;
      }
      int[] arguments = new int[a.arity()];
      for (int i = 0; i < arguments.length; i++) {
        Formula argument = a.argument(i);
        arguments[i] = register.get(argument);
        if (uses.merge(argument, -1, Integer::sum) == 0 && argument instanceof Formula.Apply) {
          free.add(arguments[i]);
        }
      }
      int target = free.isEmpty() ? next++ : free.removeLast();
      register.put(f, target);
      Formula condition = ways.conditionOf(f);
      if (condition != null) {
        int at = steps.size();
        int c = register.get(condition);
        Detour last = detours.isEmpty() ? null : detours.getLast();
        boolean goesOn = last != null && last.end == at && last.condition == c;
        detours.add(new Detour(c, goesOn ? detours.removeLast().first : at, at + 1));
      }
      steps.add(new Step(a.function(), arguments, target));
    }
    int[] outputs = new int[formulas.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = register.get(formulas.get(i));
    }
    return new Program(inputs, values, List.copyOf(steps), List.copyOf(detours), outputs, next);
  }

  /// The number of inputs.
  public int inputs() {
    return inputs;
  }

  /// The constants, which lie in the registers after the inputs.
  public double[] constants() {
    return constants.clone();
  }

  /// The steps in order.
  public List<Step> steps() {
    return steps;
  }

  /// The steps that can be left out, in order.
  public List<Detour> detours() {
    return detours;
  }

  /// The registers that hold the results.
  public int[] outputs() {
    return outputs.clone();
  }

  /// The number of registers.
  public int registers() {
    return registers;
  }

  /// An evaluator in double precision, with registers of its own.
  public Evaluator evaluator() {
    return new Evaluator(this);
  }

  /// Runs a program in double precision, one element at a time.
  public static final class Evaluator {
    private final Program program;
    private final double[] registers;
    private final double[][] arguments;
    private final double[] results;

    private Evaluator(Program program) {
      this.program = program;
      this.registers = new double[program.registers];
      System.arraycopy(program.constants, 0, registers, program.inputs, program.constants.length);
      this.arguments = new double[program.steps.size()][];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = new double[program.steps.get(i).arguments().length];
      }
      this.results = new double[program.outputs.length];
    }

    /// The results at these inputs, in an array that the next call overwrites.
    public double[] run(double... inputs) {
      System.arraycopy(inputs, 0, registers, 0, program.inputs);
      for (int s = 0; s < arguments.length; s++) {
        Step step = program.steps.get(s);
        double[] a = arguments[s];
        for (int i = 0; i < a.length; i++) {
          a[i] = registers[step.arguments()[i]];
        }
        registers[step.target()] = step.function().value(a);
      }
      for (int i = 0; i < results.length; i++) {
        results[i] = registers[program.outputs[i]];
      }
      return results;
    }
  }
}
