package io.lanewise.cpu.simd;

/// A generated loop that evaluates formulas over rows of elements.
///
/// What it does, in plain words:
///
/// ```
/// for each row
///   for each element i of the row
///     out[at[out] + i] = formula(in[at[in] + i], …)     an operand of stride 0 has its one element
///   at[operand] += rowSteps[operand], for every operand
/// ```
abstract class MapLoop extends Loop {
  private int outputs;
  private int operands;
  private int operations;

  /// Runs it; `at` is left as it was.
  ///
  /// @param arrays of the operands, outputs first
  /// @param at where each operand's first row begins
  /// @param rowSteps from one row to the next
  /// @param rows how many
  /// @param n the length of a row
  abstract void run(float[][] arrays, int[] at, int[] rowSteps, int rows, int n);

  /// Sets what it needs to practise.
  ///
  /// @param outputs how many operands are outputs
  /// @param operands how many there are
  /// @param operations how many vector operations evaluate the formulas once
  final void describe(int outputs, int operands, int operations) {
    this.outputs = outputs;
    this.operands = operands;
    this.operations = operations;
  }

  @Override
  final void idle() {
    run(Practice.NONE, Practice.NOWHERE, Practice.NOWHERE, 0, 0);
  }

  /// Rows of whole vectors, of some and a rest, and of less than one.
  @Override
  final int practise() {
    float[][] arrays = new float[operands][];
    for (int o = 0; o < operands; o++) {
      arrays[o] = o < outputs ? Practice.RESULTS : Practice.FLOATS;
    }
    int[] zeros = new int[operands];
    run(arrays, zeros, zeros, 2, 3 * Lanes.COUNT);
    run(arrays, zeros, zeros, 1, 2 * Lanes.COUNT + 3);
    run(arrays, zeros, zeros, 2, 3);
    return 11 * operations;
  }
}
