package io.lanewise.cpu.scalar;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;

/// Formulas evaluated over their input layouts in row-major order, in runs of at most a block.
final class FormulaSweep {
  private final Sweep sweep;
  private final BlockInterpreter interpreter;
  private final float[][] arrays;

  /// The number of operands before the inputs.
  private final int outputs;

  /// @param layouts of the operands: first those that the formulas do not read, then the inputs
  /// @param arrays of the same operands
  FormulaSweep(
      BlockProgram program, Shape shape, List<Layout> layouts, float[][] arrays, int outputs) {
    int longest = Math.min(BlockProgram.BLOCK, shape.size());
    this.sweep = new Sweep(shape, layouts, longest);
    this.interpreter = new BlockInterpreter(program, longest);
    this.arrays = arrays;
    this.outputs = outputs;
  }

  /// Back to the first element. What changes between runs but not within one is read here.
  void restart() {
    sweep.restart();
    for (int i = 0; i < interpreter.inputs(); i++) {
      if (sweep.size() > 0 && sweep.constant(outputs + i)) {
        sweep.fill(outputs + i, arrays[outputs + i], interpreter.input(i));
      }
    }
  }

  /// Evaluates the next `count` elements.
  void next(int count) {
    sweep.next(count);
    for (int i = 0; i < interpreter.inputs(); i++) {
      if (!sweep.constant(outputs + i)) {
        sweep.load(outputs + i, arrays[outputs + i], interpreter.input(i));
      }
    }
    interpreter.run(count);
  }

  /// One formula's values.
  float[] values(int output) {
    return interpreter.output(output);
  }

  /// Writes the values to the operands before the inputs.
  void store() {
    for (int o = 0; o < outputs; o++) {
      sweep.store(o, interpreter.output(o), arrays[o]);
    }
  }
}
