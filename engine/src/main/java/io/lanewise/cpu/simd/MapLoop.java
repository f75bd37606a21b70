package io.lanewise.cpu.simd;

/// A generated loop that evaluates formulas over rows of elements.
///
/// What it does, in plain words, a vector of elements at a time:
///
/// ```
/// for each row
///   for each element i of the row
///     out[at[out] + i] = formula(in[at[in] + i], …)     an operand of stride 0 has its one element
///   at[operand] += rowSteps[operand], for every operand
/// ```
abstract class MapLoop extends Loop {
  private float[][] operands;
  private int[] zeros;
  private int operations;
  private boolean ragged;

  /// Runs it; `at` is left as it was.
  ///
  /// @param arrays of the operands, outputs first
  /// @param at where each operand's first row begins
  /// @param rowSteps from one row to the next
  /// @param rows how many
  /// @param n the length of a row: a multiple of [Lanes#COUNT], unless the loop is ragged; of 0,
  ///     nothing is touched
  abstract void run(float[][] arrays, int[] at, int[] rowSteps, int rows, int n);

  /// Sets what it needs to practise.
  ///
  /// @param outputs how many operands are outputs
  /// @param operands how many there are
  /// @param operations how many vector operations evaluate the formulas once
  /// @param ragged whether it takes rows of any length
  final void describe(int outputs, int operands, int operations, boolean ragged) {
    this.operands = Practice.operands(outputs, operands);
    zeros = new int[operands];
    this.operations = operations;
    this.ragged = ragged;
  }

  @Override
  final void idle(int turns) {
    run(operands, zeros, zeros, 1, -turns);
  }

  /// None, rows of nothing, of several vectors and of one; if it is ragged, with rests as well,
  /// and of less than one.
  @Override
  final int practise() {
    run(operands, zeros, zeros, 0, Lanes.COUNT);
    run(operands, zeros, zeros, 1, 0);
    run(operands, zeros, zeros, 2, 3 * Lanes.COUNT);
    run(operands, zeros, zeros, 1, Lanes.COUNT);
    if (!ragged) {
      return 7 * operations;
    }
    run(operands, zeros, zeros, 1, 2 * Lanes.COUNT + 3);
    run(operands, zeros, zeros, 2, 3);
    return 12 * operations;
  }
}
