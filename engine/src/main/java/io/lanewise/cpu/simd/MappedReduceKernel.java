package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/// A reduction of elements too few for a loop of its own, if their formula is long: a map to memory
/// of its own, and the scalar twin's kernel over what is there.
final class MappedReduceKernel implements Rehearsed {
  private static final int MOST_ELEMENTS = 4_096;

  /// Steps of the formula, below which the scalar twin does as well.
  private static final int LEAST_STEPS = 8;

  private final MapKernel values;
  private final Kernel sums;

  private MappedReduceKernel(MapKernel values, Kernel sums) {
    this.values = values;
    this.sums = sums;
  }

  /// The kernel, or null if it would be no gain or there is no loop for it.
  static MappedReduceKernel of(Instruction.Reduce reduce, float[][] arrays, Workers workers) {
    Layout out = reduce.operands().getFirst();
    int size = out.size();
    Formula formula = reduce.formula();
    if (size == 0 || size > MOST_ELEMENTS || Effort.steps(List.of(formula)) < LEAST_STEPS) {
      return null;
    }
    Layout dense = Layout.of(out.shape());
    List<Layout> operands = new ArrayList<>(reduce.operands());
    operands.set(0, dense);
    float[][] mapped = arrays.clone();
    mapped[0] = new float[size];
    var map = new Instruction.Map(List.of(formula), operands);
    MapKernel values = MapKernel.of(map, mapped, workers);
    var rest =
        new Instruction.Reduce(reduce.how(), Formula.X, List.of(out, dense), reduce.accumulate());
    return values == null
        ? null
        : new MappedReduceKernel(
            values, ScalarBackend.INSTANCE.kernel(rest, new float[][] {arrays[0], mapped[0]}));
  }

  @Override
  public Loop[] loops() {
    return values.loops();
  }

  @Override
  public void run() {
    values.run();
    sums.run();
  }
}
