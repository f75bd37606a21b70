package io.lanewise.cpu.simd;

import io.lanewise.instruction.Instruction.Combine;
import java.util.Arrays;

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
/// identity; but across wide rows, with what the output has, which does not go into registers.
abstract class FoldLoop extends Loop {
  /// Begins with what was left instead: along, with the partials; across, with the output.
  static final int CONTINUE = 1;

  /// Leaves the partials for more elements of the same row, and writes no result. Only along.
  static final int LEAVE = 2;

  /// Combines the output's old value with the result, instead of overwriting it.
  static final int COMBINE = 4;

  /// Goes along one row at a time, which suits memory where rows are not very long. Only across
  /// wide rows, and the one constant of these that such a loop looks at.
  static final int SINGLY = 8;

  /// Arrays have fewer elements than this, so that no sum of two indices overflows.
  static final int LARGEST = 1 << 30;

  /// What results begin with, as often as accumulators have lanes.
  float[] identities;

  /// What changes no bit of a result: of a sum, −0, for 0 would make 0 of −0.
  float[] neutral;

  /// Rounds of partials in practice: enough for C2 to see a loop.
  private static final int ROUNDS = 8;

  private float[][] operands;
  private int[] zeros;
  private float[] room;
  private Fold fold;

  /// Those of the formula: counted once, for practice is timed.
  private int operations;

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
  abstract void run(
      float[][] arrays, int[] at, int[] steps, int rows, int n, int mode, float... partials);

  /// Sets what it is made for.
  final void describe(Fold fold) {
    this.fold = fold;
    operations = fold.operations();
    float identity = (float) fold.how().identity();
    identities = new float[Math.max(64, 8 * Lanes.COUNT)];
    neutral = new float[identities.length];
    Arrays.fill(identities, identity);
    Arrays.fill(neutral, fold.how() == Combine.SUM ? -0f : identity);
    operands = Practice.operands(1, fold.dense().length);
    zeros = new int[fold.dense().length];
    room = new float[Math.max(1, fold.partials())];
  }

  /// Calls one of the methods that `run` calls, if it has so many.
  void part(
      float[][] arrays,
      int[] at,
      int[] steps,
      int rows,
      int n,
      int mode,
      float[] partials,
      int number) {}

  /// How many rows it goes along at a time.
  final int abreast() {
    return fold.rows();
  }

  @Override
  final void idle(int turns) {
    boolean refused = true;
    for (int number = 0; refused; number++) {
      refused = false;
      try {
        part(operands, zeros, zeros, 1, -turns, 0, room, number);
      } catch (NullPointerException e) {
        refused = true;
      }
    }
    run(operands, zeros, zeros, 1, -turns, 0, room);
  }

  @Override
  final int practise() {
    int lanes = Lanes.COUNT;
    int partials = fold.partials();
    int rows = fold.rows();
    if (rows > 1 && partials == 0) {
      int n = ROUNDS * lanes;
      practise(rows + 1, n, 0);
      practise(1, n, SINGLY);
      // Some reach beyond the end of an array, under a mask: a path that C2 leaves out if it is
      // new.
      int[] last = new int[zeros.length];
      for (int o = 0; o < last.length; o++) {
        last[o] = fold.dense()[o] ? Practice.LENGTH - n - 3 : 0;
      }
      run(operands, last, zeros, rows + 1, n + 3, 0, room);
      run(operands, last, zeros, 2, n + 3, SINGLY, room);
      return 3 * rows * (ROUNDS + 1) * (operations + 1);
    }
    if (rows > 1) {
      int n = ROUNDS * partials + fold.over();
      practise(rows, n, COMBINE);
      practise(rows, n, 0);
      return rows * (2 * n / lanes + 12) * (operations + 1);
    }
    if (partials == 0) {
      practise(1, 12 * lanes - 3, 0);
      practise(2, 2 * lanes - 3, CONTINUE);
      practise(2, 3, COMBINE);
      return 18 * (operations + 1);
    }
    practise(2, partials + 1, 0);
    practise(1, partials, LEAVE);
    for (int n = 0; n < partials; n += lanes) {
      practise(1, n + n / lanes % 2, CONTINUE | COMBINE);
    }
    int vectors = partials / lanes;
    return (3 * vectors + vectors * (vectors + 3) / 2) * (operations + 3);
  }

  private void practise(int rows, int n, int mode) {
    run(operands, zeros, zeros, rows, n, mode, room);
  }
}
