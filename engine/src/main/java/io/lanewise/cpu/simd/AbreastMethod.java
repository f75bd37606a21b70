package io.lanewise.cpu.simd;

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

  /// The elements after the last whole round of partials.
  private final int over;

  /// How often so many rows go abreast.
  private final int groups;

  /// For each operand, whether all rows have the same.
  private final boolean[] common;

  /// By row and operand: where the next element is,
  private final int[][] places;

  /// and the vector of the only one.
  private final int[][] single;

  AbreastMethod(CodeBuilder code, Fold fold) {
    super(code, fold);
    rows = fold.rows();
    over = fold.over();
    groups = code.allocateLocal(TypeKind.INT);
    common = fold.common();
    places = new int[rows][dense.length];
    single = new int[rows][dense.length];
  }

  /// How many rows go abreast at most: fewer than two, if the formula or the partials are too many
  /// for that. A maximum takes five instructions, which memory waits for anyway.
  static int most(Fold fold) {
    boolean cheap = fold.how() == Combine.SUM || fold.how() == Combine.PRODUCT;
    return !cheap || fold.operations() > LARGEST
        ? 0
        : Math.min(MOST_ROWS, ACCUMULATORS * Lanes.COUNT / Math.max(1, fold.partials()));
  }

  void emit() {
    begin();
    int whole = rounded(partials);
    int part = over % Lanes.COUNT;
    int rest = part == 0 ? -1 : vectors.lanesBelow(part);
    code.iload(ROWS).loadConstant(rows).idiv().istore(groups);
    int group = zero();
    loop(
        group,
        groups,
        1,
        () -> {
          place();
          int[] a = identities(rows * all);
          rounds(whole, a);
          rest(rest, a);
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
          toNext(places[r][o], o);
        }
        if (!dense[o]) {
          single[r][o] = broadcast(o, places[r][o]);
        }
      }
    }
  }

  /// All whole rounds. The loop ends where a place is that after the last one: of a loop whose
  /// turns it can count, C2 makes three, finds out before each how far it may go, and reads in an
  /// order of its own, which memory does not foresee.
  private void rounds(int whole, int... a) {
    int leader = 1;
    while (!dense[leader]) {
      leader++;
    }
    int place = places[0][leader];
    int last = code.allocateLocal(TypeKind.INT);
    code.iload(place).iload(whole).iadd().loadConstant(WITHIN).iand().istore(last);
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.iload(place).iload(last).if_icmpeq(end);
    for (int k = 0; k < all; k++) {
      vector(k, a);
    }
    move(partials);
    code.goto_(head).labelBinding(end);
  }

  private boolean shares() {
    boolean any = false;
    for (int o = 1; o < dense.length; o++) {
      any |= common[o] && dense[o];
    }
    return any;
  }

  /// Moves all places on.
  private void move(int distance) {
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
  private void vector(int k, int... a) {
    int[] values = values(k * Lanes.COUNT, -1);
    for (int r = 0; r < rows; r++) {
      combine(a[r * all + k], values[r]);
    }
  }

  /// Each row's values from a distance to its place on.
  private int[] values(int distance, int mask) {
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

  private void plus(int place, int distance) {
    code.iload(place).loadConstant(distance).iadd();
  }

  /// The elements after the last round: some accumulators take a vector more, the next one a part
  /// of it.
  private void rest(int mask, int... a) {
    int k = 0;
    for (; k < over / Lanes.COUNT; k++) {
      vector(k, a);
    }
    if (mask >= 0) {
      int[] values = values(k * Lanes.COUNT, mask);
      for (int r = 0; r < rows; r++) {
        combine(a[r * all + k], masked(values[r], mask));
      }
    }
  }

  /// The same tree, but in vectors: a half takes in the other, and the other it, so that all lanes
  /// come to be the result. Rows abreast do not wait for each other's.
  private void result(int out, int... a) {
    halve(a);
    for (int bit = Integer.numberOfTrailingZeros(Lanes.COUNT) - 1; bit >= 0; bit--) {
      combine(a[0], vectors.rearranged(a[0], LANES, "EXCHANGE_" + bit));
    }
    vectors.store(a[0], PARTIALS, code::iconst_0, -1);
    code.aload(arrays[0]).iload(out).aload(PARTIALS).iconst_0().faload();
    write(out);
  }

  private void results(int... a) {
    int out = code.allocateLocal(TypeKind.INT);
    code.iload(at[0]).istore(out);
    for (int r = 0; r < rows; r++) {
      result(out, Arrays.copyOfRange(a, r * all, (r + 1) * all));
      toNext(out, 0);
    }
    for (int o = 0; o < dense.length; o++) {
      code.iload(at[o]).aload(STEPS).loadConstant(o).iaload();
      if (!shares()) {
        code.loadConstant(rows).imul();
      }
      code.iadd().loadConstant(WITHIN).iand().istore(at[o]);
    }
  }

  /// From one of the rows that go abreast to the next: of a matrix, they are as far apart as can
  /// be, so that each place that memory is read in goes on from row to row. Pieces are long
  /// enough.
  private void toNext(int place, int operand) {
    code.iload(place).aload(STEPS).loadConstant(operand).iaload();
    if (shares()) {
      code.iload(groups).imul();
    }
    code.iadd().loadConstant(WITHIN).iand().istore(place);
  }
}
