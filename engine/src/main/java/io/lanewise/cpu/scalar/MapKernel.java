package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Shape;

/// outₒ[e] = formulaₒ(in₀[e], in₁[e], …), a block of elements at a time. Each element has its own
/// arithmetic, so no order is to be kept.
final class MapKernel implements Kernel {
  private final int size;
  private final FormulaSweep formulas;

  MapKernel(Instruction.Map map, float[][] arrays, BlockPrograms programs) {
    Shape shape = map.operands().get(0).shape();
    size = shape.size();
    BlockProgram program = programs.of(map.formulas());
    formulas = new FormulaSweep(program, shape, map.operands(), arrays, map.outputs());
  }

  @Override
  public void run() {
    formulas.restart();
    for (int done = 0; done < size; done += BlockProgram.BLOCK) {
      formulas.next(Math.min(BlockProgram.BLOCK, size - done));
      formulas.store();
    }
  }
}
