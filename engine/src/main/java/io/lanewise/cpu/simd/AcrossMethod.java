package io.lanewise.cpu.simd;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Combines across the rows: each lane has a column of its own. Several vectors of columns stay in
/// registers while the rows go by, so that no addition waits for the one before it.
final class AcrossMethod extends FoldMethod {
  /// So many accumulators, with formulas of one or two operations.
  private static final int MOST = 8;

  private AcrossMethod(CodeBuilder code, Combine how, Formula formula, boolean... dense) {
    super(code, how, formula, dense);
  }

  /// The methods of a loop: `run`, and one for each larger number of accumulators.
  static Consumer<ClassBuilder> methods(Combine how, Formula formula, boolean... dense) {
    int most = size(formula) > 2 ? MOST / 2 : MOST;
    return type -> {
      LoopCompiler.method(
          type, "run", RUN, c -> new AcrossMethod(c, how, formula, dense).all(most));
      List<String> parts = new ArrayList<>();
      for (int count = most; count > 2; count /= 2) {
        int vectors = count;
        parts.add("columns" + count);
        LoopCompiler.method(
            type,
            parts.getLast(),
            PART,
            c -> new AcrossMethod(c, how, formula, dense).some(vectors));
      }
      LoopCompiler.method(
          type,
          "part",
          ANY_PART,
          c -> new AcrossMethod(c, how, formula, dense).callOneOf(parts.toArray(String[]::new)));
    };
  }

  private void all(int most) {
    Label end = code.newLabel();
    code.iload(ROWS).ifle(end);
    begin();
    int column = zero();
    for (int count = most; count > 0; count /= 2) {
      int vectors = count;
      int limit = code.allocateLocal(TypeKind.INT);
      code.iload(N).loadConstant(count * Lanes.COUNT - 1).isub().istore(limit);
      loop(
          column,
          limit,
          count * Lanes.COUNT,
          () -> {
            if (vectors > 2) {
              call("columns" + vectors, () -> code.iload(column), code::iconst_0);
            } else {
              columns(vectors, column, -1);
            }
          });
    }
    code.iload(column).iload(N).if_icmpge(end);
    code.iload(N).iload(column).isub();
    columns(1, column, vectors.lanesBelow());
    code.labelBinding(end);
  }

  private void some(int count) {
    begin();
    columns(count, FIRST, -1);
  }

  /// The rows of `count` vectors of columns.
  private void columns(int count, int column, int mask) {
    Runnable first = () -> outputIndex(column, 0);
    int[] a = accumulators(count, arrays[0], first, mask);
    int[] place = new int[dense.length];
    for (int o = 1; o < dense.length; o++) {
      place[o] = code.allocateLocal(TypeKind.INT);
      code.iload(at[o]);
      if (dense[o]) {
        code.iload(column).iadd().loadConstant(WITHIN).iand();
      }
      code.istore(place[o]);
    }
    int row = zero();
    loop(row, ROWS, 1, () -> row(a, place, mask));
    int[] old = chosen(count, FoldLoop.COMBINE, "neutral", arrays[0], first, mask);
    for (int k = 0; k < count; k++) {
      combine(a[k], old[k]);
    }
    for (int k = 0; k < count; k++) {
      int lane = k * Lanes.COUNT;
      vectors.store(a[k], arrays[0], () -> outputIndex(column, lane), mask);
    }
  }

  private void outputIndex(int column, int lane) {
    code.iload(at[0]).iload(column).iadd().loadConstant(lane).iadd();
  }

  private void row(int[] a, int[] place, int mask) {
    int[] inputs = new int[inputs()];
    for (int i = 0; i < inputs.length; i++) {
      if (!dense[i + 1]) {
        inputs[i] = broadcast(i + 1, place[i + 1]);
      }
    }
    for (int k = 0; k < a.length; k++) {
      int lane = k * Lanes.COUNT;
      for (int i = 0; i < inputs.length; i++) {
        int o = i + 1;
        if (dense[o]) {
          inputs[i] =
              vectors
                  .load(arrays[o], () -> code.iload(place[o]).loadConstant(lane).iadd(), mask)
                  .stored();
        }
      }
      combine(a[k], value(inputs));
    }
    for (int o = 1; o < dense.length; o++) {
      advance(place[o], o);
    }
  }
}
