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
interface MapLoop {
  /// Runs it; `at` is left as it was.
  ///
  /// @param arrays of the operands, outputs first
  /// @param at where each operand's first row begins
  /// @param rowSteps from one row to the next
  /// @param rows how many
  /// @param n the length of a row, a multiple of [Lanes#COUNT]; or 0, and nothing is touched
  void run(float[][] arrays, int[] at, int[] rowSteps, int rows, int n);
}
