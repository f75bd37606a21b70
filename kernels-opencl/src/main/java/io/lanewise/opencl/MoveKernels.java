package io.lanewise.opencl;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.List;

/// Gather and scatter.
final class MoveKernels {
  private static final String SOURCE = Code.program("move", "");

  private MoveKernels() {}

  static Launches bind(Cl cl, Instruction.Gather gather, OpenClBuffer... buffers) {
    Layout table = gather.table();
    int rows = table.shape().dim(0);
    Launches launches =
        new Launches(cl, new IndexCheck("gather", buffers[2], gather.index(), rows));
    int n = gather.out().size();
    if (n > 0 && rows > 0) { // without rows every index is wrong, and the check says so
      Layout slice = slice(table);
      launches
          .add(SOURCE, "gather", n, Launches.group(cl))
          .numbers(n, slice.size(), table.stride(0), gather.accumulate() ? 1 : 0)
          .table(Places.of(gather.out().shape(), gather.out()))
          .table(Places.of(gather.index().shape(), gather.index()))
          .table(Places.of(slice.shape(), slice))
          .buffers(buffers);
    }
    return launches;
  }

  static Launches bind(Cl cl, Tuning tuning, Instruction.Scatter scatter, OpenClBuffer... buffers) {
    Layout table = scatter.table();
    int rows = table.shape().dim(0);
    Launches launches =
        new Launches(cl, new IndexCheck("scatter", buffers[2], scatter.index(), rows));
    if (!scatter.accumulate()) {
      var zero = new Instruction.Map(List.of(Formula.ZERO), List.of(table));
      launches.addAll(MapKernels.bind(cl, tuning, zero, buffers[0]));
    }
    if (scatter.in().size() > 0 && rows > 0) {
      Layout slice = slice(table);
      launches
          .add(SOURCE, "scatter", slice.size(), 1)
          .numbers(slice.size(), scatter.index().size(), table.stride(0))
          .table(Places.of(scatter.in().shape(), scatter.in()))
          .table(Places.of(scatter.index().shape(), scatter.index()))
          .table(Places.of(slice.shape(), slice))
          .buffers(buffers);
    }
    return launches;
  }

  /// The first slice of a table.
  private static Layout slice(Layout table) {
    return table.slice(0, 0, 1).squeeze(0);
  }
}
