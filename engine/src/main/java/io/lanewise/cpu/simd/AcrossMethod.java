package io.lanewise.cpu.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Combines across the rows: each lane has a column of its own. Several vectors of columns stay in
/// registers while the rows go by, so that no addition waits for the one before it.
///
/// ```
/// for each 8 vectors of columns           all rows go by; with longer formulas, 4 vectors
/// the columns left                        in the 8, 4 or 2 vectors that hold them; if these are
///                                         too many, the last ones share columns. Or in one, under
///                                         a mask
/// ```
final class AcrossMethod extends FoldMethod {
  /// So many accumulators, with formulas of one or two operations.
  private static final int MOST = 8;

  private AcrossMethod(CodeBuilder code, Fold fold) {
    super(code, fold);
  }

  /// The vectors of columns that go down the rows together.
  static int most(Fold fold) {
    return fold.operations() > 2 ? MOST / 2 : MOST;
  }

  /// The methods of a loop: `run`, and one for each larger number of accumulators.
  static Consumer<ClassBuilder> methods(Fold fold) {
    int most = most(fold);
    return type -> {
      LoopCompiler.method(type, "run", RUN, c -> new AcrossMethod(c, fold).all(most));
      List<String> parts = new ArrayList<>();
      for (int count = most; count > 2; count /= 2) {
        int vectors = count;
        parts.add("columns" + count);
        LoopCompiler.method(
            type, parts.getLast(), PART, c -> new AcrossMethod(c, fold).some(vectors));
      }
      LoopCompiler.method(
          type,
          "part",
          ANY_PART,
          c -> new AcrossMethod(c, fold).callOneOf(parts.toArray(String[]::new)));
    };
  }

  private void all(int most) {
    Label end = code.newLabel();
    code.iload(ROWS).ifle(end);
    begin();
    int column = zero();
    int left = code.allocateLocal(TypeKind.INT);
    Label next = code.newBoundLabel();
    code.iload(N).iload(column).isub().istore(left);
    code.iload(left).ifle(end);
    for (int count = most; count > 1; count /= 2) {
      Label fewer = code.newLabel();
      int least = count / 2 * Lanes.COUNT;
      code.iload(left).loadConstant(least).if_icmple(fewer);
      if (count == most) {
        code.iload(left).loadConstant(2 * least).invokestatic(MATH, "min", OF_INTS).istore(left);
      }
      if (count > 2) {
        call("columns" + count, () -> code.iload(column), () -> code.iload(left));
      } else {
        columns(count, column, left, -1);
      }
      code.iload(column).iload(left).iadd().istore(column);
      code.goto_(next).labelBinding(fewer);
    }
    code.iload(left);
    columns(1, column, left, vectors.lanesBelow());
    code.labelBinding(end);
  }

  private void some(int count) {
    begin();
    columns(count, FIRST, ROW, -1);
  }

  /// The rows of so many columns, in `count` vectors.
  private void columns(int count, int column, int columns, int mask) {
    int[] lanes = new int[count];
    for (int k = 0; k < count; k++) {
      lanes[k] = code.allocateLocal(TypeKind.INT);
      code.loadConstant(k * Lanes.COUNT);
      if (k > 0 && k >= count / 2) {
        code.iload(columns).loadConstant(Lanes.COUNT).isub().invokestatic(MATH, "min", OF_INTS);
      }
      code.istore(lanes[k]);
    }
    int[] place = new int[dense.length];
    for (int o = 0; o < dense.length; o++) {
      place[o] = code.allocateLocal(TypeKind.INT);
      code.iload(at[o]);
      if (dense[o]) {
        code.iload(column).iadd().loadConstant(WITHIN).iand();
      }
      code.istore(place[o]);
    }
    int[] a = chosen(FoldLoop.CONTINUE, "identities", arrays[0], place[0], mask, lanes);
    int row = zero();
    loop(row, ROWS, 1, () -> row(a, place, mask, lanes));
    int[] old = chosen(FoldLoop.COMBINE, "neutral", arrays[0], place[0], mask, lanes);
    for (int k = 0; k < count; k++) {
      combine(a[k], old[k]);
    }
    for (int k = 0; k < count; k++) {
      int lane = lanes[k];
      vectors.store(a[k], arrays[0], () -> code.iload(place[0]).iload(lane).iadd(), mask);
    }
  }

  private void row(int[] a, int[] place, int mask, int... lanes) {
    int[] inputs = new int[inputs()];
    for (int i = 0; i < inputs.length; i++) {
      if (!dense[i + 1]) {
        inputs[i] = broadcast(i + 1, place[i + 1]);
      }
    }
    for (int k = 0; k < a.length; k++) {
      int lane = lanes[k];
      for (int i = 0; i < inputs.length; i++) {
        int o = i + 1;
        if (dense[o]) {
          inputs[i] =
              vectors.load(arrays[o], () -> code.iload(place[o]).iload(lane).iadd(), mask).stored();
        }
      }
      combine(a[k], value(inputs));
    }
    for (int o = 1; o < dense.length; o++) {
      advance(place[o], o);
    }
  }
}
