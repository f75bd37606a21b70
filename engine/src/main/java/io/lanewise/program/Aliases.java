package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.op.Operand;
import java.util.List;
import java.util.TreeSet;

/// Drops copies: what has the same elements in the same places, from now on and for as long as both
/// are read, is one. The gradient of a sum, for instance, is that of each of its terms.
final class Aliases implements Pass {
  @Override
  public String name() {
    return "let copies be what they are copies of";
  }

  @Override
  public Program on(Program program) {
    Step[] steps = program.all().toArray(Step[]::new);
    Uses uses = new Uses(List.of(steps));
    int forward = program.forward().size();
    for (int i = 0; i < steps.length; i++) {
      if (isCopy(steps[i]) && stayEqual(steps, i, forward, uses)) {
        Buffer copy = steps[i].output().buffer();
        Buffer original = steps[i].operands()[1].buffer();
        uses.remove(i, steps[i]);
        steps[i] = null;
        Uses.Of of = uses.of(copy);
        TreeSet<Integer> places = new TreeSet<>(of.reads);
        places.addAll(of.writes);
        for (int place : places) {
          uses.remove(place, steps[place]);
          steps[place] = replaced(steps[place], copy, original);
          uses.add(place, steps[place]);
        }
      }
    }
    return Program.of(steps, forward);
  }

  /// Whether a step copies a whole slot to another one, element by element.
  private static boolean isCopy(Step step) {
    boolean copies =
        step.instruction() instanceof Instruction.Copy
            || step.instruction() instanceof Instruction.Map m
                && m.formulas().equals(List.of(Formula.X));
    if (!copies || step.role() != Step.Role.ALWAYS) {
      return false;
    }
    Operand to = step.output();
    Operand from = step.operands()[1];
    return to.buffer() instanceof Slot copy
        && from.buffer() instanceof Slot original
        && copy != original
        && !copy.kept()
        && copy.length() == original.length()
        && to.layout().equals(from.layout())
        && to.layout().covers(copy.length());
  }

  /// Whether step i is the first to write the copy, and neither is written again while the other is
  /// read. A backward pass may be run again, so it must not add to what the forward pass has left.
  private static boolean stayEqual(Step[] steps, int i, int forward, Uses uses) {
    Slot original = (Slot) steps[i].operands()[1].buffer();
    Uses.Of from = uses.of(original);
    Uses.Of to = uses.of(steps[i].output().buffer());
    if (to.writes.first() != i || from.writes.higher(i) != null) {
      return false;
    }
    Integer again = to.writes.higher(i);
    if (again == null) {
      return true;
    }
    boolean left = !from.writes.isEmpty() && from.writes.first() < forward && i >= forward;
    return !original.kept() && !left && from.reads.last() < again;
  }

  private static Step replaced(Step step, Buffer copy, Buffer original) {
    Operand[] operands = step.operands().clone();
    for (int o = 0; o < operands.length; o++) {
      if (operands[o].buffer() == copy) {
        operands[o] = new Operand(original, operands[o].layout());
      }
    }
    return new Step(step.origin(), step.instruction(), operands, step.role());
  }
}
