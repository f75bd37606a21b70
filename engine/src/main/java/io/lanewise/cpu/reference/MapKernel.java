package io.lanewise.cpu.reference;

import io.lanewise.backend.Kernel;
import io.lanewise.formula.Program;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// outₒ[e] = formulaₒ(in₀[e], in₁[e], …)
final class MapKernel implements Kernel {
  private final int outputs;
  private final Layout[] layouts;
  private final double[][] arrays;
  private final Program.Evaluator formulas;
  private final double[] inputs;

  MapKernel(Instruction.Map map, double[][] arrays) {
    this.outputs = map.outputs();
    this.layouts = map.operands().toArray(new Layout[0]);
    this.arrays = arrays;
    this.formulas = Program.of(map.formulas()).evaluator();
    this.inputs = new double[layouts.length - outputs];
  }

  @Override
  public void run() {
    int size = layouts[0].size();
    for (int e = 0; e < size; e++) {
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = arrays[outputs + i][layouts[outputs + i].at(e)];
      }
      double[] results = formulas.run(inputs);
      for (int o = 0; o < outputs; o++) {
        arrays[o][layouts[o].at(e)] = results[o];
      }
    }
  }
}
