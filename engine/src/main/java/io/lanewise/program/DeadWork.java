package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.op.Operand;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Drops steps whose results nobody reads: what only a backward pass would have needed, for
/// instance, on a tape that has none.
final class DeadWork implements Pass {
  @Override
  public String name() {
    return "drop what nobody reads";
  }

  @Override
  public Program on(Program program) {
    List<Step> all = program.all();
    Step[] steps = all.toArray(Step[]::new);
    Set<Buffer> read = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = steps.length - 1; i >= 0; i--) {
      if (!isSeen(steps[i], read)) {
        steps[i] = null;
        continue;
      }
      Operand[] operands = steps[i].operands();
      for (int o = steps[i].readsOutput() ? 0 : steps[i].outputs(); o < operands.length; o++) {
        read.add(operands[o].buffer());
      }
    }
    return Program.of(steps, program.forward().size());
  }

  private static boolean isSeen(Step step, Set<Buffer> read) {
    for (int o = 0; o < step.outputs(); o++) {
      Buffer out = step.operands()[o].buffer();
      if (!(out instanceof Slot s) || s.kept() || read.contains(out)) {
        return true;
      }
    }
    return false;
  }
}
