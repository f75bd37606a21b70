package io.lanewise.cpu.simd;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.Arrays;

/// Combines along several rows abreast, so that what they have in common is loaded once, and memory
/// is read in several places.
///
/// ```
/// for each few rows                       all their accumulators in registers
///   for each whole round of partials
///     for each of its vectors
///       for each of these rows            a vector of what they have in common is loaded once
///   the elements after the last round, and the results
/// ```
final class AbreastMethod extends AlongMethod {
  /// The largest formula for it, in primitives and inputs: a product of two.
  private static final int LARGEST = 3;

  /// Accumulators that stay in registers beside what is loaded.
  private static final int ACCUMULATORS = Lanes.COUNT == 16 ? 16 : 8;

  /// More rows than this would leave too many over.
  private static final int MOST_ROWS = 8;

  /// Has the shuffles of lanes.
  private static final ClassDesc LANES = TransposeLoop.class.describeConstable().orElseThrow();

  private final int rows;

  /// For each operand, whether all rows have the same.
  private final boolean[] common;

  /// By row and operand: where the next element is,
  private final int[][] places;

  /// and the vector of the only one.
  private final int[][] single;

  AbreastMethod(
      CodeBuilder code,
      Combine how,
      int partials,
      Formula formula,
      int rows,
      boolean[] common,
      boolean... dense) {
    super(code, how, partials, formula, dense);
    this.rows = rows;
    this.common = common;
    this.places = new int[rows][dense.length];
    this.single = new int[rows][dense.length];
  }

  /// How many rows go abreast at most: fewer than two, if the formula or the partials are too many
  /// for that. A maximum takes five instructions, which memory waits for anyway.
  static int most(Combine how, int partials, Formula formula) {
    boolean cheap = how == Combine.SUM || how == Combine.PRODUCT;
    return !cheap || size(formula) > LARGEST
        ? 0
        : Math.min(MOST_ROWS, ACCUMULATORS * Lanes.COUNT / Math.max(1, partials));
  }

  void emit() {
    begin();
    int whole = rounded(partials);
    int vectorsEnd = rounded(Lanes.COUNT);
    code.iload(vectorsEnd).iload(whole).isub().loadConstant(Lanes.COUNT).idiv();
    int vectorsLeft = code.allocateLocal(TypeKind.INT);
    code.istore(vectorsLeft);
    int over = code.allocateLocal(TypeKind.INT);
    code.iload(N).iload(vectorsEnd).isub().istore(over);
    code.iload(over);
    int rest = vectors.lanesBelow();
    int limit = code.allocateLocal(TypeKind.INT);
    code.iload(ROWS).loadConstant(rows - 1).isub().istore(limit);
    int row = zero();
    loop(
        row,
        limit,
        rows,
        () -> {
          place();
          int[] a = identities(rows * all);
          rounds(whole, a);
          if (shares()) { // pieces have whole rounds only
            wholeVectors(vectorsLeft, a);
            partOfVector(vectorsLeft, over, rest, a);
          }
          results(a);
        });
  }

  /// Finds where the inputs' rows begin.
  private void place() {
    for (int r = 0; r < rows; r++) {
      for (int o = 1; o < dense.length; o++) {
        if (r > 0 && common[o]) {
          places[r][o] = places[0][o];
          single[r][o] = single[0][o];
          continue;
        }
        places[r][o] = code.allocateLocal(TypeKind.INT);
        code.iload(r == 0 ? at[o] : places[r - 1][o]).istore(places[r][o]);
        if (r > 0) {
          advance(places[r][o], o);
        }
        if (!dense[o]) {
          single[r][o] = broadcast(o, places[r][o]);
        }
      }
    }
  }

  /// All whole rounds. Rows that have something in common are rows of a matrix, not long as a rule:
  /// for them the loop ends where a place is that after the last round, for C2 makes three loops of
  /// one whose turns it can count, and finds out before each how far it may go. Pieces are long.
  private void rounds(int whole, int... a) {
    int leader = 1;
    while (!dense[leader]) {
      leader++;
    }
    int begin = places[0][leader];
    int last = code.allocateLocal(TypeKind.INT);
    code.iload(begin).iload(whole).iadd().loadConstant(WITHIN).iand().istore(last);
    int i = zero();
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    if (shares()) {
      code.iload(begin).iload(last).if_icmpeq(end);
    } else {
      code.iload(i).iload(whole).if_icmpge(end);
    }
    for (int k = 0; k < all; k++) {
      vector(k, shares() ? -1 : i, a);
    }
    if (shares()) {
      move(() -> code.loadConstant(partials));
    }
    code.iinc(i, partials).goto_(head).labelBinding(end);
    if (!shares()) {
      move(() -> code.iload(whole));
    }
  }

  private boolean shares() {
    boolean any = false;
    for (int o = 1; o < dense.length; o++) {
      any |= common[o] && dense[o];
    }
    return any;
  }

  /// Moves all places on.
  private void move(Runnable distance) {
    for (int r = 0; r < rows; r++) {
      for (int o = 1; o < dense.length; o++) {
        if (dense[o] && (r == 0 || !common[o])) {
          plus(places[r][o], distance);
          code.loadConstant(WITHIN).iand().istore(places[r][o]);
        }
      }
    }
  }

  /// A vector more for accumulator k of each row.
  ///
  /// @param i how far beyond the places, or -1 for no farther
  private void vector(int k, int i, int... a) {
    Runnable distance =
        () -> {
          code.loadConstant(k * Lanes.COUNT);
          if (i >= 0) {
            code.iload(i).iadd();
          }
        };
    int[] values = values(distance, -1);
    for (int r = 0; r < rows; r++) {
      combine(a[r * all + k], values[r]);
    }
  }

  /// Each row's values from a distance to its place on.
  private int[] values(Runnable distance, int mask) {
    int[] values = new int[rows];
    int[] inputs = new int[inputs()];
    for (int r = 0; r < rows; r++) {
      for (int o = 1; o <= inputs.length; o++) {
        if (r == 0 || !common[o]) {
          int place = places[r][o];
          inputs[o - 1] =
              dense[o]
                  ? vectors.load(arrays[o], () -> plus(place, distance), mask).stored()
                  : single[r][o];
        }
      }
      values[r] = value(inputs);
    }
    return values;
  }

  private void plus(int place, Runnable distance) {
    code.iload(place);
    distance.run();
    code.iadd();
  }

  private void wholeVectors(int vectorsLeft, int... a) {
    Label part = code.newLabel();
    for (int k = 0; k < all - 1; k++) {
      code.iload(vectorsLeft).loadConstant(k).if_icmple(part);
      vector(k, -1, a);
    }
    code.labelBinding(part);
  }

  private void partOfVector(int vectorsLeft, int over, int rest, int... a) {
    Label done = code.newLabel();
    code.iload(over).ifeq(done);
    int[] values = values(() -> code.iload(vectorsLeft).loadConstant(Lanes.COUNT).imul(), rest);
    for (int r = 0; r < rows; r++) {
      values[r] = masked(values[r], rest);
    }
    for (int k = 0; k < all; k++) {
      Label other = code.newLabel();
      code.iload(vectorsLeft).loadConstant(k).if_icmpne(other);
      for (int r = 0; r < rows; r++) {
        combine(a[r * all + k], values[r]);
      }
      code.goto_(done).labelBinding(other);
    }
    code.labelBinding(done);
  }

  /// The same tree, but in vectors: a half takes in the other, and the other it, so that all lanes
  /// come to be the result. Rows abreast do not wait for each other's.
  private void result(int... a) {
    halve(a);
    for (int bit = Integer.numberOfTrailingZeros(Lanes.COUNT) - 1; bit >= 0; bit--) {
      combine(a[0], vectors.rearranged(a[0], LANES, "EXCHANGE_" + bit));
    }
    vectors.store(a[0], PARTIALS, code::iconst_0, -1);
    code.aload(arrays[0]).iload(at[0]).aload(PARTIALS).iconst_0().faload();
    write();
  }

  private void results(int... a) {
    for (int r = 0; r < rows; r++) {
      result(Arrays.copyOfRange(a, r * all, (r + 1) * all));
      advance(at[0], 0);
    }
    for (int o = 1; o < dense.length; o++) {
      code.iload(at[o]).aload(STEPS).loadConstant(o).iaload().loadConstant(rows).imul().iadd();
      code.loadConstant(WITHIN).iand().istore(at[o]);
    }
  }
}
