package io.lanewise.cpu.simd;

/// A generated loop that evaluates a formula over rows of elements and combines its values, either
/// along the rows or across them.
///
/// What it does, in plain words, with ⊕ for the combination:
///
/// ```
/// along:  for each row
///           out[at[0]] = f(in[at[in]], …) ⊕ f(in[at[in] + 1], …) ⊕ …    as rows are combined
///           at[operand] += steps[operand], for every operand
///
/// across: for each row
///           out[at[0] + i] = out[at[0] + i] ⊕ f(in[at[in] + i], …), for each i
///           at[input] += steps[input], for every input
/// ```
///
/// An input of stride 0 has one element for a whole row. Either way a result begins with the
/// identity.
interface FoldLoop {
  /// Begins with what was left instead: along, with the partials; across, with the output.
  int CONTINUE = 1;

  /// Leaves the partials for more elements of the same row, and writes no result. Only along.
  int LEAVE = 2;

  /// Combines the output's old value with the result, instead of overwriting it.
  int COMBINE = 4;

  /// Arrays have fewer elements than this, so that no sum of two indices overflows.
  int LARGEST = 1 << 30;

  /// Whether arrays are small enough for such loops.
  static boolean fits(float[]... arrays) {
    for (float[] a : arrays) {
      if (a.length >= LARGEST) {
        return false;
      }
    }
    return true;
  }

  /// Runs it; `at` is left as it was.
  ///
  /// @param arrays of the operands, the output first
  /// @param at where each operand's first row begins
  /// @param steps from one row to the next
  /// @param rows how many
  /// @param n the length of a row; with [#LEAVE], a multiple of the number of partials
  /// @param mode what to begin and end with: a sum of the constants above
  /// @param partials room for the partial results of a row
  void run(float[][] arrays, int[] at, int[] steps, int rows, int n, int mode, float... partials);
}
