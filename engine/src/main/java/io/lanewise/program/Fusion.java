package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.formula.Function;
import io.lanewise.formula.Primitive;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.op.Operand;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Puts the formula of a `Map` in place of its result where that is read, so that the result need
/// not be written: a bias and an activation become one pass after the product, a loss and its sum
/// one reduction.
///
/// It does so where one step reads the result; or where several do, if computing it again in each
/// costs next to nothing and reads no more memory. The readers have to be maps or reductions that
/// see the result as it was written.
final class Fusion implements Pass {
  /// Primitive operations in a formula. What is much longer runs short of registers, and a method
  /// of 8,000 bytes is not compiled at all.
  private static final int LONGEST = 100;

  /// Operands of a step.
  private static final int MOST_OPERANDS = 10;

  /// Operations that may be done again in every reader.
  private static final int CHEAP = 2;

  /// What may be done again: a cycle or less each.
  private static final Set<Function> QUICK =
      Set.of(
          Primitive.ADD,
          Primitive.SUB,
          Primitive.MUL,
          Primitive.FMA,
          Primitive.MIN,
          Primitive.MAX,
          Primitive.NEG,
          Primitive.ABS);

  private final Map<Composite, Integer> lengths = new EnumMap<>(Composite.class);

  @Override
  public String name() {
    return "fuse maps into what reads them";
  }

  @Override
  public Program on(Program program) {
    Step[] steps = program.all().toArray(Step[]::new);
    Uses uses = new Uses(List.of(steps));
    for (int i = 0; i < steps.length; i++) {
      if (steps[i].instruction() instanceof Instruction.Map map) {
        Step[] readers = readers(steps, i, map, uses);
        if (readers != null) {
          int n = 0;
          for (int at : List.copyOf(uses.of(steps[i].output().buffer()).reads)) {
            uses.remove(at, steps[at]);
            steps[at] = readers[n++];
            uses.add(at, steps[at]);
          }
          uses.remove(i, steps[i]);
          steps[i] = null;
        }
      }
    }
    return Program.of(steps, program.forward().size());
  }

  /// The readers of a map's result with its formula in place of it, or null if it has to be
  /// written.
  private Step[] readers(Step[] steps, int i, Instruction.Map map, Uses uses) {
    Step step = steps[i];
    if (!(step.output().buffer() instanceof Slot result)
        || result.kept()
        || map.outputs() != 1
        || step.operands().length == 1
        || step.role() != Step.Role.ALWAYS
        || !step.output().layout().covers(result.length())) {
      return null;
    }
    Uses.Of of = uses.of(result);
    if (of.writes.size() != 1 || of.reads.isEmpty() || of.reads.size() > 1 && !cheap(step, map)) {
      return null;
    }
    Step[] fused = new Step[of.reads.size()];
    int n = 0;
    for (int at : of.reads) {
      if (!unchanged(step, i, at, uses) || !mayRead(steps[at], step)) {
        return null;
      }
      fused[n] = fused(step, map.formulas().get(0), steps[at]);
      if (fused[n] == null) {
        return null;
      }
      n++;
    }
    return fused;
  }

  private boolean cheap(Step step, Instruction.Map map) {
    int operations = 0;
    for (Formula f : Formula.order(map.formulas())) {
      if (f instanceof Formula.Apply a) {
        operations++;
        if (operations > CHEAP || !QUICK.contains(a.function())) {
          return false;
        }
      }
    }
    int whole = 0;
    for (int o = 1; o < step.operands().length; o++) {
      whole += step.operands()[o].layout().repeats() ? 0 : 1;
    }
    return whole <= 1;
  }

  /// Whether the inputs of step i are still what they were when step `at` is done.
  private static boolean unchanged(Step step, int i, int at, Uses uses) {
    for (int o = 1; o < step.operands().length; o++) {
      if (uses.of(step.operands()[o].buffer()).writtenWithin(i, at)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a step reads a result everywhere as it was written. A reduction reads nothing else
  /// crosswise in its place.
  private static boolean mayRead(Step reader, Step map) {
    Operand result = map.output();
    boolean reduces = reader.instruction() instanceof Instruction.Reduce;
    if (!reduces && !(reader.instruction() instanceof Instruction.Map)) {
      return false;
    }
    for (Operand o : reader.operands()) {
      if (o.buffer() == result.buffer() && !o.layout().equals(result.layout())) {
        return false;
      }
    }
    for (int o = 1; reduces && o < map.operands().length; o++) {
      Layout l = map.operands()[o].layout();
      if (!l.equals(result.layout()) && l.distinct().size() != 1) {
        return false;
      }
    }
    return true;
  }

  private Step fused(Step map, Formula formula, Step reader) {
    Buffer result = map.output().buffer();
    int outputs = reader.outputs();
    List<Operand> operands = new ArrayList<>();
    for (int o = 0; o < outputs; o++) {
      operands.add(reader.operands()[o]);
    }
    int[] ofMap = new int[map.operands().length];
    for (int o = 1; o < ofMap.length; o++) {
      ofMap[o] = numbered(operands, outputs, map.operands()[o]);
    }
    int[] ofReader = new int[reader.operands().length];
    for (int o = outputs; o < ofReader.length; o++) {
      Operand operand = reader.operands()[o];
      ofReader[o] = operand.buffer() == result ? -1 : numbered(operands, outputs, operand);
    }
    Formula written = formula.substitute(k -> Formula.input(ofMap[k + 1]));
    UnaryOperator<Formula> in =
        f ->
            f.substitute(
                k -> ofReader[k + outputs] < 0 ? written : Formula.input(ofReader[k + outputs]));
    List<Layout> layouts = new ArrayList<>();
    operands.forEach(o -> layouts.add(o.layout()));
    Instruction both =
        switch (reader.instruction()) {
          case Instruction.Map m -> {
            List<Formula> formulas = new ArrayList<>();
            m.formulas().forEach(f -> formulas.add(in.apply(f)));
            yield length(formulas) > LONGEST ? null : new Instruction.Map(formulas, layouts);
          }
          case Instruction.Reduce r -> {
            Formula f = in.apply(r.formula());
            yield length(List.of(f)) > LONGEST
                ? null
                : new Instruction.Reduce(r.how(), f, layouts, r.accumulate());
          }
          default -> null;
        };
    return both == null || operands.size() > MOST_OPERANDS
        ? null
        : new Step(
            map.origin().and(reader.origin()),
            both,
            operands.toArray(Operand[]::new),
            reader.role());
  }

  /// The number of an input, which is added if it is not there yet.
  private static int numbered(List<Operand> operands, int outputs, Operand operand) {
    for (int o = outputs; o < operands.size(); o++) {
      Operand known = operands.get(o);
      if (known.buffer() == operand.buffer() && known.layout().equals(operand.layout())) {
        return o - outputs;
      }
    }
    operands.add(operand);
    return operands.size() - 1 - outputs;
  }

  /// How many primitive operations evaluate formulas.
  private int length(List<Formula> formulas) {
    int length = 0;
    for (Formula f : Formula.order(formulas)) {
      if (f instanceof Formula.Apply a) {
        length +=
            a.function() instanceof Composite c ? lengths.computeIfAbsent(c, this::length) : 1;
      }
    }
    return length;
  }

  private int length(Composite composite) {
    Formula[] inputs = new Formula[composite.arity()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = Formula.input(i);
    }
    int length = 0;
    for (Formula f : Formula.order(List.of(Formula.of(composite, inputs).expand()))) {
      length += f instanceof Formula.Apply ? 1 : 0;
    }
    return length;
  }
}
