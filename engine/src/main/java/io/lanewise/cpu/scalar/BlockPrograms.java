package io.lanewise.cpu.scalar;

import io.lanewise.formula.Formula;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The programs used of late, so that binding the same formulas again costs a look-up. Formulas are
/// interned, which makes them cheap keys.
final class BlockPrograms {
  private static final int KEPT = 256;

  private final Recent programs = new Recent();

  synchronized BlockProgram of(List<Formula> formulas) {
    BlockProgram program = programs.get(formulas);
    if (program == null) {
      program = new BlockProgram(formulas);
      programs.put(formulas, program);
    }
    return program;
  }

  private static final class Recent extends LinkedHashMap<List<Formula>, BlockProgram> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<List<Formula>, BlockProgram> eldest) {
      return size() > KEPT;
    }
  }
}
