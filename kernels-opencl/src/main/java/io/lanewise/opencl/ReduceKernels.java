package io.lanewise.opencl;

import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.List;

/// Reductions, in the order of all backends.
final class ReduceKernels {
  /// Neighbouring outputs that a work-item of a processor computes, for their elements lie
  /// together.
  private static final int WIDE = 16;

  private ReduceKernels() {}

  static Launches bind(Cl cl, Tuning tuning, Instruction.Reduce reduce, OpenClBuffer... buffers) {
    Layout out = reduce.operands().get(0);
    Layout kept = out.distinct();
    Shape shape = out.shape();
    Walk walk = Walk.of(shape, reduce.operands());
    Axes axes = new Axes(Walk.of(shape, List.of(Layout.of(kept.shape()).expand(shape))));
    int n = axes.length;
    int lanes = axes.along ? tuning.lanesOf(n) : 1;
    int wide = tuning.lanes() == 1 ? WIDE : 1;
    long items =
        axes.along ? (long) kept.size() * lanes : (long) kept.size() / n * Math.ceilDiv(n, wide);
    String source = source(reduce, walk, axes.along, lanes, wide);
    Launches launches = new Launches(cl, null);
    launches
        .add(source, "reduce", items, tuning.lanes())
        .numbers(kept.size(), axes.runs, axes.length, reduce.accumulate() ? 1 : 0)
        .table(Places.of(kept.shape(), kept))
        .table(axes.kept)
        .table(axes.reduced)
        .table(Places.of(walk, buffers.length))
        .buffers(buffers);
    return launches;
  }

  /// The merged axes, kept or reduced, as walks over row-major numbers of the whole shape.
  private static final class Axes {
    /// Whether the last axis is reduced: then each run along it is combined by itself.
    final boolean along;

    final int runs;

    /// Of the last axis.
    final int length;
    final int[] kept;
    final int[] reduced;

    Axes(Walk slots) {
      int axes = slots.axes();
      along = slots.innerStride(0) == 0;
      length = along ? slots.inner() : Math.max(1, slots.inner());
      int[] keptDims = new int[axes];
      int[] keptSteps = new int[axes];
      int[] dims = new int[axes];
      int[] steps = new int[axes];
      int keeps = 0;
      int reduces = 0;
      int step = slots.size() / Math.max(1, slots.dim(0));
      int count = slots.size() == 0 ? 0 : 1;
      for (int axis = 0; axis < axes; axis++) {
        if (slots.stride(0, axis) != 0) {
          keptDims[keeps] = Math.max(1, slots.dim(axis));
          keptSteps[keeps++] = step;
        } else if (axis < axes - 1) {
          dims[reduces] = Math.max(1, slots.dim(axis));
          steps[reduces++] = step;
          count *= slots.dim(axis);
        }
        step /= axis + 1 < axes ? Math.max(1, slots.dim(axis + 1)) : 1;
      }
      runs = count;
      kept = places(keeps, keptDims, keptSteps);
      reduced = places(reduces, dims, steps);
    }

    private static int[] places(int axes, int[] dims, int[] steps) {
      int[] places = new int[2 + 2 * axes];
      places[0] = axes;
      System.arraycopy(dims, 0, places, 1, axes);
      System.arraycopy(steps, 0, places, 2 + axes, axes);
      return places;
    }
  }

  private static String source(
      Instruction.Reduce reduce, Walk walk, boolean along, int lanes, int wide) {
    int count = reduce.operands().size();
    FormulaCode code = new FormulaCode(List.of(reduce.formula()));
    String inputs = Code.operands("global const float *", 1, count);
    StringBuilder s = new StringBuilder();
    s.append("float value(const int i, global const int *walk").append(inputs).append(") {\n");
    s.append(code.declarations()).append(Code.loads(code, walk, 1)).append(code.assignments());
    s.append("  return ").append(code.output(0)).append(";\n}\n\n");
    s.append("#define INPUTS ").append(inputs.isEmpty() ? "" : inputs).append("\n");
    s.append("#define VALUE(i) value(i, walk").append(Code.operands("", 1, count)).append(")\n");
    s.append("#define IDENTITY ").append(FormulaCode.literal((float) reduce.how().identity()));
    s.append("\n#define COMBINE ").append(function(reduce.how())).append("\n");
    s.append(Code.define("ALONG", along ? 1 : 0)).append(Code.define("WIDE", wide));
    return Code.program("reduce", s.toString(), lanes);
  }

  private static String function(Combine how) {
    return switch (how) {
      case SUM -> "sum";
      case PRODUCT -> "product";
      case MAX -> "larger";
      case MIN -> "smaller";
    };
  }
}
