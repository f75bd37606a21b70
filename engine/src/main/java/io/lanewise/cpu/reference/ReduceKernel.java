package io.lanewise.cpu.reference;

import io.lanewise.backend.Kernel;
import io.lanewise.formula.Program;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import java.util.Arrays;
import java.util.List;

/// total[slot(e)] = total[slot(e)] ∘ formula(in₀[e], …) in row-major order of e, then out = total
/// or out + total.
final class ReduceKernel implements Kernel {
  private final Combine how;
  private final boolean accumulate;
  private final Layout[] layouts;
  private final double[][] arrays;
  private final Program.Evaluator formula;
  private final double[] inputs;

  /// The output's elements, each once.
  private final Layout out;

  /// Which total an element of the inputs goes to.
  private final Layout slots;

  private final double[] totals;

  ReduceKernel(Instruction.Reduce reduce, double[][] arrays) {
    this.how = reduce.how();
    this.accumulate = reduce.accumulate();
    this.layouts = reduce.operands().toArray(new Layout[0]);
    this.arrays = arrays;
    this.formula = Program.of(List.of(reduce.formula())).evaluator();
    this.inputs = new double[layouts.length - 1];
    this.out = layouts[0].distinct();
    this.slots = Layout.of(out.shape()).expand(layouts[0].shape());
    this.totals = new double[out.size()];
  }

  @Override
  public void run() {
    Arrays.fill(totals, how.identity());
    int size = layouts[0].size();
    for (int e = 0; e < size; e++) {
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = arrays[1 + i][layouts[1 + i].at(e)];
      }
      int slot = slots.at(e);
      totals[slot] = how.function().value(totals[slot], formula.run(inputs)[0]);
    }
    for (int slot = 0; slot < totals.length; slot++) {
      int at = out.at(slot);
      arrays[0][at] = accumulate ? arrays[0][at] + totals[slot] : totals[slot];
    }
  }
}
