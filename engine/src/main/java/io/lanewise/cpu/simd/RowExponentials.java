package io.lanewise.cpu.simd;

import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import java.util.List;

/// What softmax and cross-entropy share: m = max x, e = exp(x − m) and Σ e of each row x of n
/// elements, for as many rows as fill a block, by generated loops over all of them. One worker's.
///
/// Rows whose sums have partial results lie one after the other in the blocks, and loops go along
/// them. Shorter rows, whose elements are added one after the other, lie crosswise: a row is a
/// column there, and loops go across.
final class RowExponentials {
  private static final Formula THIRD = Formula.input(2);
  private static final List<Formula> EXP =
      List.of(Formula.of(Composite.EXP, Formula.sub(Formula.X, Formula.Y)));
  private static final List<Formula> QUOTIENT = List.of(Formula.div(Formula.X, Formula.Y));
  private static final List<Formula> LOG = List.of(Formula.of(Composite.LOG, Formula.X));
  private static final List<Formula> DIFFERENCE =
      List.of(Formula.sub(Formula.sub(Formula.X, Formula.Y), THIRD));

  /// The most rows at a time.
  final int most;

  /// The maxima.
  final float[] maxima;

  /// The logarithms of the sums, once they are asked for.
  final float[] logarithms;

  private final int n;

  /// From one row to the next, and from one element to the next.
  private final int down;

  private final int stride;
  private final boolean crosswise;
  private final boolean staged;
  private final FoldLoop max;
  private final FoldLoop sum;
  private final MapLoop exp;
  private final MapLoop quotient;
  private final MapLoop log;
  private final MapLoop difference;

  /// x, or where it is, and e.
  private final float[] x;

  private final float[] e;
  private final float[][] toMaxima;
  private final float[][] toExponentials;
  private final float[][] toSums;
  private final float[][] toQuotients;
  private final float[][] toLogarithms;
  private final float[][] toDifferences;
  private final int[] at = new int[4];
  private final int[] steps = new int[4];
  private final float[] partials = new float[64];
  private final float[] source;

  /// The rows of the blocks that loops go through, how long they are and how far apart.
  private int rows;

  private int count;
  private int length;
  private int first;
  private int step;

  private RowExponentials(int n, int down, int stride, float[] from, int most) {
    this.n = n;
    this.down = down;
    this.stride = stride;
    int width = Reduction.partials(n);
    this.most = most;
    source = from;
    crosswise = width == 0;
    boolean[] two = {true, true, crosswise};
    max = Loops.fold(new Fold(Combine.MAX, width, Formula.X, true, true));
    sum = Loops.fold(new Fold(Combine.SUM, width, Formula.X, true, true));
    exp = Loops.ragged(EXP, two);
    quotient = Loops.ragged(QUOTIENT, two);
    log = Loops.ragged(LOG, true, true);
    difference = Loops.ragged(DIFFERENCE, true, true, crosswise, crosswise);
    staged = crosswise || stride != 1;
    x = staged ? new float[most * n] : from;
    e = new float[most * n];
    maxima = new float[most];
    logarithms = new float[most];
    float[] sums = new float[most];
    toMaxima = new float[][] {maxima, x};
    toExponentials = new float[][] {e, x, maxima};
    toSums = new float[][] {sums, e};
    toQuotients = new float[][] {e, e, sums};
    toLogarithms = new float[][] {logarithms, sums};
    toDifferences = new float[][] {e, x, maxima, logarithms};
  }

  /// For rows of an array, or null if there are no loops for them.
  ///
  /// @param n the length of a row
  /// @param down from one row to the next
  /// @param stride from one element to the next
  /// @param rows how many there are
  static RowExponentials of(int n, int down, int stride, float[] from, int rows) {
    int most = Math.min(rows, Math.max(1, FoldBlocks.LENGTH / n));
    var made = new RowExponentials(n, down, stride, from, most);
    boolean whole =
        made.max != null
            && made.sum != null
            && made.exp != null
            && made.quotient != null
            && made.log != null
            && made.difference != null;
    return whole ? made : null;
  }

  /// The loops it runs.
  ///
  /// @param logarithms whether those of [#logarithms] are among them
  /// @param differences whether those of [#differences] are, instead of [#quotients]
  Loop[] loops(boolean logarithms, boolean differences) {
    MapLoop last = differences ? difference : quotient;
    Loop[] loops =
        logarithms ? new Loop[] {max, sum, exp, last, log} : new Loop[] {max, sum, exp, last};
    return staged ? Transpose.with(loops) : loops;
  }

  /// m, e and Σ e of the rows that begin at a place; not more than [#most].
  void next(int begin, int rows) {
    this.rows = rows;
    count = crosswise ? n : rows;
    length = crosswise ? rows : n;
    first = staged ? 0 : begin;
    step = staged ? length : down;
    if (crosswise) {
      Moves.turn(source, begin, stride, down, x, 0, rows, n, rows);
    } else if (staged) {
      Moves.turn(source, begin, down, stride, x, 0, n, rows, n);
    }
    places(0, 1);
    max.run(toMaxima, at, steps, count, length, 0, partials);
    places(0, length);
    exp.run(toExponentials, at, steps, count, length);
    at[1] = 0;
    steps[0] = 1;
    steps[1] = length;
    sum.run(toSums, at, steps, count, length, 0, partials);
  }

  /// Sets the places of an output, of x, and of one element for each row.
  private void places(int to, int down) {
    at[0] = to;
    at[1] = first;
    steps[0] = down;
    steps[1] = step;
    steps[2] = crosswise ? 0 : 1;
    steps[3] = steps[2];
  }

  /// ln Σ e of each row.
  void logarithms() {
    at[1] = 0;
    at[0] = 0;
    log.run(toLogarithms, at, steps, 1, rows);
  }

  /// e / Σ e, which takes the place of e, to rows that begin at a place.
  ///
  /// @param below from one row to the next
  /// @param apart from one element to the next
  void quotients(float[] to, int begin, int below, int apart) {
    boolean direct = !crosswise && apart == 1;
    toQuotients[0] = direct ? to : e;
    places(direct ? begin : 0, direct ? below : length);
    at[1] = 0;
    steps[1] = length;
    quotient.run(toQuotients, at, steps, count, length);
    if (!direct) {
      write(to, begin, below, apart);
    }
  }

  /// x − m − ln Σ e, once the logarithms are there, to rows that begin at a place.
  ///
  /// @param below from one row to the next
  /// @param apart from one element to the next
  void differences(float[] to, int begin, int below, int apart) {
    boolean direct = !crosswise && apart == 1;
    toDifferences[0] = direct ? to : e;
    places(direct ? begin : 0, direct ? below : length);
    difference.run(toDifferences, at, steps, count, length);
    if (!direct) {
      write(to, begin, below, apart);
    }
  }

  private void write(float[] to, int begin, int below, int apart) {
    if (!crosswise) {
      Moves.copy(e, 0, n, 1, to, begin, below, apart, rows, n);
    } else if (apart == 1) {
      Moves.turn(e, 0, 1, rows, to, begin, below, rows, n);
    } else {
      Moves.copy(e, 0, 1, rows, to, begin, below, apart, rows, n);
    }
  }
}
