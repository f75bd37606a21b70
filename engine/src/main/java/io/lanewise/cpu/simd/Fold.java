package io.lanewise.cpu.simd;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import java.util.Arrays;
import java.util.List;

/// What a [FoldLoop] is made for.
///
/// @param how how values combine
/// @param partials the number of partial results along a row, or 0 for a loop across rows
/// @param formula whose values they are
/// @param rows how many it goes along at a time; if more than one, it leaves no partials
/// @param over along several rows, the elements after the last whole round of partials
/// @param common for each operand, whether the rows that it goes along at a time have the same
/// @param dense for each operand, the output first, whether its elements lie side by side; if not,
///     it has one element for the whole row
record Fold(
    Combine how,
    int partials,
    Formula formula,
    int rows,
    int over,
    boolean[] common,
    boolean... dense) {
  /// Along one row at a time, or across.
  Fold(Combine how, int partials, Formula formula, boolean... dense) {
    this(how, partials, formula, 1, 0, new boolean[dense.length], dense);
  }

  /// The same for so many rows at a time, which have nothing in common.
  Fold together(int count) {
    return new Fold(how, partials, formula, count, 0, common, dense);
  }

  /// The formula's primitives and inputs.
  int operations() {
    FormulaCode code = new FormulaCode(List.of(formula));
    return code.size() + code.inputs();
  }

  /// All numbers of it in one.
  int kind() {
    return how.ordinal() + 4 * (over + 64 * (rows + 16 * partials));
  }

  /// All that it knows of operands.
  boolean[] pattern() {
    boolean[] pattern = Arrays.copyOf(dense, 2 * dense.length);
    System.arraycopy(common, 0, pattern, dense.length, common.length);
    return pattern;
  }
}
