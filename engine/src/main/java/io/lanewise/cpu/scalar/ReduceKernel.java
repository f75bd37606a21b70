package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.Arrays;
import java.util.List;

/// A formula's values combined over the reduced axes.
///
/// The canonical order. Drop axes of size 1 and merge neighbouring axes of one kind, reduced or
/// kept. If the last merged axis is reduced, each run along it is combined into one value as
/// [RowFold] says, and an output element combines its runs' values in row-major order. A run of
/// more than 65,536 elements counts as several of so many, the last with what remains, each with
/// the partial results of the whole: two of them can be read at a time. If the last is kept, an
/// output element combines its terms in row-major order of the reduced index. Either way it begins
/// with the identity. Accumulating adds this total to the old value, at the end.
final class ReduceKernel implements Kernel {
  private static final int PIECE = 1 << 16;

  private final Combine how;
  private final boolean accumulate;
  private final FormulaSweep formula;

  /// The total of each element in row-major order; a layout's slot in it has stride 0 along reduced
  /// axes, and kept axes chain, so walking the slots merges the axes as the order above wants.
  private final float[] totals;

  private final Walk slots;
  private final Walk.Cursor slot;
  private final RowFold fold;

  private final float[] target;
  private final Walk out;
  private final Walk.Cursor to;

  ReduceKernel(Instruction.Reduce reduce, float[][] arrays, BlockPrograms programs) {
    how = reduce.how();
    accumulate = reduce.accumulate();
    List<Layout> operands = reduce.operands();
    Layout output = operands.get(0);
    Layout kept = output.distinct();
    Shape shape = output.shape();
    BlockProgram program = programs.of(List.of(reduce.formula()));
    float[][] inputs = Arrays.copyOfRange(arrays, 1, arrays.length);
    formula = new FormulaSweep(program, shape, operands.subList(1, operands.size()), inputs, 0);
    totals = new float[kept.size()];
    slots = Walk.of(shape, List.of(Layout.of(kept.shape()).expand(shape)));
    slot = slots.cursor();
    fold = new RowFold(how);
    target = arrays[0];
    out = Walk.of(kept.shape(), List.of(kept));
    to = out.cursor();
  }

  @Override
  public void run() {
    Arrays.fill(totals, (float) how.identity());
    formula.restart();
    slot.restart();
    if (slots.innerStride(0) == 0) {
      foldRows();
    } else {
      foldColumns();
    }
    write();
  }

  private void foldRows() {
    int n = slots.inner();
    int rows = slots.rows();
    if (n > BlockProgram.BLOCK) {
      for (int row = 0; row < rows; row++, slot.advance()) {
        for (int begin = 0; begin < n; begin += PIECE) {
          fold.begin(n);
          int end = Math.min(begin + PIECE, n);
          for (int done = begin; done < end; done += BlockProgram.BLOCK) {
            int count = Math.min(BlockProgram.BLOCK, end - done);
            formula.next(count);
            fold.take(formula.values(0), 0, count);
          }
          total(fold.end());
        }
      }
      return;
    }
    int together = BlockProgram.BLOCK / Math.max(1, n);
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      formula.next(count * n);
      float[] values = formula.values(0);
      for (int r = 0; r < count; r++, slot.advance()) {
        total(fold.of(values, r * n, n));
      }
    }
  }

  private void total(float row) {
    int s = slot.at(0);
    totals[s] = RowFold.combine(how, totals[s], row);
  }

  private void foldColumns() {
    int n = slots.inner();
    int rows = slots.rows();
    if (n > BlockProgram.BLOCK) {
      for (int row = 0; row < rows; row++, slot.advance()) {
        for (int done = 0; done < n; done += BlockProgram.BLOCK) {
          int count = Math.min(BlockProgram.BLOCK, n - done);
          formula.next(count);
          RowFold.combine(how, totals, slot.at(0) + done, formula.values(0), 0, count);
        }
      }
      return;
    }
    int together = BlockProgram.BLOCK / Math.max(1, n);
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      formula.next(count * n);
      float[] values = formula.values(0);
      for (int r = 0; r < count; r++, slot.advance()) {
        RowFold.combine(how, totals, slot.at(0), values, r * n, n);
      }
    }
  }

  private void write() {
    to.restart();
    int n = out.inner();
    int stride = out.innerStride(0);
    for (int done = 0; done < totals.length; done += n, to.advance()) {
      if (accumulate) {
        Moves.add(totals, done, 1, target, to.at(0), stride, n);
      } else {
        Moves.copy(totals, done, 1, target, to.at(0), stride, n);
      }
    }
  }
}
