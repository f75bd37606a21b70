package io.lanewise.cpu.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.function.Consumer;

/// Combines along the rows: the partial results of a row, 16 or 64, are the lanes of as many
/// accumulators as that takes.
///
/// Where one method can hold it, a row is done in registers from its first element to its result.
/// Otherwise `chains` combines all whole rounds of partials, 8 accumulators at a time, and leaves
/// them in memory; `end` takes in the last elements and combines the partials.
class AlongMethod extends FoldMethod {
  /// Accumulators at a time: with more, some would not stay in registers.
  private static final int MOST = 8;

  /// Vector operations that a method may have, with some to spare: see [FoldMethod].
  private static final int OPERATIONS = 64;

  final int partials;

  /// Accumulators of all partials.
  final int all;

  private final int[] hoisted;

  AlongMethod(CodeBuilder code, Fold fold) {
    super(code, fold);
    partials = fold.partials();
    all = partials / Lanes.COUNT;
    hoisted = new int[dense.length];
  }

  /// The methods of a loop.
  static Consumer<ClassBuilder> methods(Fold fold) {
    // A whole vector of each accumulator is taken in at two places, loaded, stored and combined.
    boolean small = fold.partials() / Lanes.COUNT * (2 * fold.operations() + 6) <= OPERATIONS;
    return type -> {
      LoopCompiler.method(
          type,
          "run",
          RUN,
          c -> {
            var run = new AlongMethod(c, fold);
            if (small) {
              run.rowsInRegisters();
            } else {
              run.rows();
            }
          });
      if (!small) {
        LoopCompiler.method(type, "chains", PART, c -> new AlongMethod(c, fold).chains());
        LoopCompiler.method(type, "end", PART, c -> new AlongMethod(c, fold).end());
        LoopCompiler.method(
            type, "part", ANY_PART, c -> new AlongMethod(c, fold).callOneOf("chains", "end"));
      }
    };
  }

  private void rowsInRegisters() {
    begin();
    int whole = rounded(partials);
    code.iload(N).iload(whole).isub().loadConstant(Lanes.COUNT).idiv();
    int vectorsLeft = code.allocateLocal(TypeKind.INT);
    code.istore(vectorsLeft);
    code.iload(N).iload(rounded(Lanes.COUNT)).isub();
    int rest = vectors.lanesBelow();
    int row = zero();
    loop(row, ROWS, 1, () -> rowInRegisters(whole, vectorsLeft, rest));
  }

  private void rowInRegisters(int whole, int vectorsLeft, int rest) {
    hoist();
    int[] a = accumulators(all, zero());
    int i = zero();
    loop(i, whole, partials, () -> round(i, a));
    rest(i, vectorsLeft, rest, a);
    Label next = code.newLabel();
    Label last = code.newLabel();
    mode(FoldLoop.LEAVE).ifeq(last);
    for (int k = 0; k < all; k++) {
      int lane = k * Lanes.COUNT;
      vectors.store(a[k], PARTIALS, () -> code.loadConstant(lane), -1);
    }
    code.goto_(next).labelBinding(last);
    result(a);
    code.labelBinding(next);
    for (int o = 0; o < dense.length; o++) {
      advance(at[o], o);
    }
  }

  /// A vector more for each accumulator.
  private void round(int i, int... a) {
    for (int k = 0; k < a.length; k++) {
      combine(a[k], value(i, k * Lanes.COUNT, -1));
    }
  }

  /// The elements after the last whole round, from i on: some accumulators take a vector more, the
  /// next one a part of it. Each asks for itself: within what the one before has asked, C2 would
  /// have that check the indices of all, and fail at the end of an array. After one such failure it
  /// checks indices in a slower way, in whatever it compiles from then on.
  private void rest(int i, int vectorsLeft, int rest, int... a) {
    for (int k = 0; k < a.length - 1; k++) {
      Label none = code.newLabel();
      code.iload(vectorsLeft).loadConstant(k).if_icmple(none);
      combine(a[k], value(i, k * Lanes.COUNT, -1));
      code.labelBinding(none);
    }
    Label done = code.newLabel();
    code.iload(vectorsLeft).loadConstant(Lanes.COUNT).imul().iload(i).iadd().istore(i);
    code.iload(i).iload(N).if_icmpge(done);
    int value = masked(value(i, 0, rest), rest);
    for (int k = 0; k < a.length; k++) {
      Label other = code.newLabel();
      code.iload(vectorsLeft).loadConstant(k).if_icmpne(other);
      combine(a[k], value);
      code.goto_(done).labelBinding(other);
    }
    code.labelBinding(done);
  }

  private void rows() {
    LoopCompiler.begin(code, N);
    int row = zero();
    loop(
        row,
        ROWS,
        1,
        () -> {
          for (int first = 0; first < partials; first += MOST * Lanes.COUNT) {
            int lane = first;
            call("chains", () -> code.loadConstant(lane), () -> code.iload(row));
          }
          Label next = code.newLabel();
          mode(FoldLoop.LEAVE).ifne(next);
          call("end", code::iconst_0, () -> code.iload(row));
          code.labelBinding(next);
        });
  }

  private void beginRow() {
    begin();
    toRow();
    hoist();
  }

  private void hoist() {
    for (int o = 1; o < dense.length; o++) {
      if (!dense[o]) {
        hoisted[o] = broadcast(o, at[o]);
      }
    }
  }

  private void chains() {
    beginRow();
    for (int o = 1; o < dense.length; o++) {
      if (dense[o]) {
        code.iload(at[o]).iload(FIRST).iadd().loadConstant(WITHIN).iand().istore(at[o]);
      }
    }
    int count = Math.min(MOST, all);
    int[] a = accumulators(count, FIRST);
    int i = zero();
    loop(i, rounded(partials), partials, () -> round(i, a));
    for (int k = 0; k < count; k++) {
      int lane = k;
      vectors.store(a[k], PARTIALS, () -> partial(lane), -1);
    }
  }

  private void partial(int k) {
    code.iload(FIRST).loadConstant(k * Lanes.COUNT).iadd();
  }

  private int value(int i, int lane, int mask) {
    int[] inputs = new int[inputs()];
    for (int k = 0; k < inputs.length; k++) {
      int o = k + 1;
      inputs[k] =
          dense[o]
              ? vectors
                  .load(
                      arrays[o],
                      () -> code.iload(at[o]).iload(i).iadd().loadConstant(lane).iadd(),
                      mask)
                  .stored()
              : hoisted[o];
    }
    return value(inputs);
  }

  private void end() {
    beginRow();
    int i = rounded(partials);
    int whole = rounded(Lanes.COUNT);
    int k = zero();
    loop(
        i,
        whole,
        Lanes.COUNT,
        () -> {
          take(k, value(i, 0, -1));
          code.iinc(k, Lanes.COUNT);
        });
    Label done = code.newLabel();
    code.iload(whole).iload(N).if_icmpge(done);
    code.iload(N).iload(whole).isub();
    int rest = vectors.lanesBelow();
    take(k, masked(value(i, 0, rest), rest));
    code.labelBinding(done);
    int[] a = new int[all];
    for (int j = 0; j < all; j++) {
      int lane = j * Lanes.COUNT;
      a[j] = vectors.load(PARTIALS, () -> code.loadConstant(lane), -1).stored();
    }
    result(a);
  }

  /// partials[k …] = partials[k …] ⊕ value
  private void take(int k, int value) {
    int a = vectors.load(PARTIALS, () -> code.iload(k), -1).stored();
    combine(a, value);
    vectors.store(a, PARTIALS, () -> code.iload(k), -1);
  }

  /// The fixed tree: vectors of partials in halves, then the lanes of the one that is left.
  private void result(int... a) {
    halve(a);
    vectors.store(a[0], PARTIALS, code::iconst_0, -1);
    code.aload(arrays[0]).iload(at[0]);
    tree(0, 1);
    write(at[0]);
  }

  /// a[0] = all vectors combined, halves with halves.
  final void halve(int... a) {
    for (int half = a.length / 2; half > 0; half /= 2) {
      for (int k = 0; k < half; k++) {
        combine(a[k], a[k + half]);
      }
    }
  }

  /// Writes the result on the stack to the output before it.
  final void write(int place) {
    Label alone = code.newLabel();
    mode(FoldLoop.COMBINE).ifeq(alone);
    code.aload(arrays[0]).iload(place).faload();
    combineFloats();
    code.labelBinding(alone).fastore();
  }

  /// Pushes the lanes j, j + step, j + 2·step, … combined: those of the lower half with those of
  /// the upper one, of which each is such a tree with twice the step.
  private void tree(int j, int step) {
    if (step == Lanes.COUNT) {
      code.aload(PARTIALS).loadConstant(j).faload();
      return;
    }
    tree(j, 2 * step);
    tree(j + step, 2 * step);
    combineFloats();
  }
}
