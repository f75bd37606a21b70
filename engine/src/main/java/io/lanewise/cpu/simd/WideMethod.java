package io.lanewise.cpu.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/// Combines across rows that are too long for registers: from their first columns to their last, so
/// that memory is read as it lies. The results stay in a cache.
///
/// ```
/// for each few rows
///   for each vector of columns            results[columns] = results[columns] ⊕ each row's
/// the rows left, one after the other
/// ```
final class WideMethod extends FoldMethod {
  /// So many rows at a time: a result is loaded and stored once for all of them.
  static final int TOGETHER = 8;

  private final int[][] places = new int[TOGETHER][];
  private final int[][] single = new int[TOGETHER][];

  WideMethod(CodeBuilder code, Fold fold) {
    super(code, fold);
  }

  void emit() {
    begin();
    int whole = rounded(Lanes.COUNT);
    code.iload(N).iload(whole).isub();
    int rest = vectors.lanesBelow();
    int last = last(whole);
    int end = vectors.load(arrays[0], () -> code.iload(last), rest).stored();
    int row = zero();
    int several = zero();
    Label singly = code.newLabel();
    mode(FoldLoop.SINGLY).ifne(singly);
    code.iload(ROWS).loadConstant(TOGETHER - 1).isub().istore(several);
    code.labelBinding(singly);
    loop(row, several, TOGETHER, () -> rows(TOGETHER, whole, rest, end));
    loop(row, ROWS, 1, () -> rows(1, whole, rest, end));
    vectors.store(end, arrays[0], () -> code.iload(last), rest);
  }

  /// Where the results after the last whole vector are; where there are none, anywhere within the
  /// array: the place itself may be its end.
  private int last(int whole) {
    int place = code.allocateLocal(TypeKind.INT);
    Label none = code.newLabel();
    code.iload(at[0]).istore(place);
    code.iload(whole).iload(N).if_icmpge(none);
    index(place, whole);
    code.istore(place).labelBinding(none);
    return place;
  }

  private void rows(int count, int whole, int rest, int end) {
    for (int r = 0; r < count; r++) {
      places[r] = new int[dense.length];
      single[r] = new int[dense.length];
      for (int o = 1; o < dense.length; o++) {
        places[r][o] = code.allocateLocal(TypeKind.INT);
        code.iload(at[o]).istore(places[r][o]);
        advance(at[o], o);
        if (!dense[o]) {
          single[r][o] = broadcast(o, places[r][o]);
        }
      }
    }
    int i = zero();
    loop(
        i,
        whole,
        Lanes.COUNT,
        () -> {
          int result = vectors.load(arrays[0], () -> index(at[0], i), -1).stored();
          take(count, i, -1, result);
          vectors.store(result, arrays[0], () -> index(at[0], i), -1);
        });
    Label done = code.newLabel();
    code.iload(whole).iload(N).if_icmpge(done);
    take(count, whole, rest, end);
    code.labelBinding(done);
  }

  /// Takes the vectors from column i on of so many rows into a result.
  private void take(int count, int i, int mask, int result) {
    int[] inputs = new int[inputs()];
    for (int r = 0; r < count; r++) {
      for (int o = 1; o <= inputs.length; o++) {
        int place = places[r][o];
        inputs[o - 1] =
            dense[o] ? vectors.load(arrays[o], () -> index(place, i), mask).stored() : single[r][o];
      }
      combine(result, value(inputs));
    }
  }

  private void index(int place, int i) {
    code.iload(place).iload(i).iadd();
  }
}
