package io.lanewise.opencl;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Walk;
import java.util.function.IntFunction;

/// Maps, generated whole. GPUs have a work-item for each element, processors one for some thousand:
/// a few rows of the walk, or a piece of one.
final class MapKernels {
  /// Elements of a work-item on a processor.
  private static final int PIECE = 2048;

  private MapKernels() {}

  static Launches bind(Cl cl, Tuning tuning, Instruction.Map map, OpenClBuffer... buffers) {
    Walk walk = Walk.of(map.operands().get(0).shape(), map.operands());
    Launches launches = new Launches(cl, null);
    Launches.Arguments arguments =
        tuning.lanes() == 1 ? pieces(launches, map, walk) : elements(cl, launches, map, walk);
    arguments.table(Places.of(walk, buffers.length)).buffers(buffers);
    return launches;
  }

  private static Launches.Arguments elements(
      Cl cl, Launches launches, Instruction.Map map, Walk walk) {
    FormulaCode code = new FormulaCode(map.formulas());
    StringBuilder s = new StringBuilder("kernel void map(const int n, global const int *walk");
    s.append(Code.operands("global float *", 0, map.operands().size())).append(") {\n");
    s.append("  const int i = get_global_id(0);\n  if ((uint)i >= (uint)n) return;\n");
    body(s, code, map, o -> Code.place(walk, o));
    s.append("}\n");
    String source = Code.program(s.toString());
    return launches.add(source, "map", walk.size(), Launches.group(cl)).numbers(walk.size());
  }

  private static Launches.Arguments pieces(Launches launches, Instruction.Map map, Walk walk) {
    int operands = map.operands().size();
    FormulaCode code = new FormulaCode(map.formulas());
    StringBuilder s = new StringBuilder();
    s.append("kernel void map(const int items, const int rows, const int inner,\n");
    s.append("    const int pieces, const int each, global const int *walk");
    s.append(Code.operands("global float *", 0, operands)).append(") {\n");
    s.append("  const int item = get_global_id(0);\n  if (item >= items) return;\n");
    s.append("  const int from = item % pieces * ").append(PIECE).append(";\n");
    s.append("  const int to = min(inner, from + ").append(PIECE).append(");\n");
    s.append("  const int first = item / pieces * each;\n");
    for (int o = 0; o < operands; o++) {
      s.append("  const int step").append(o).append(" = last_stride(walk, ").append(o);
      s.append(");\n");
    }
    s.append("  for (int row = first; row < min(rows, first + each); row++) {\n");
    for (int o = 0; o < operands; o++) {
      s.append("  const int at").append(o).append(" = place(walk, ").append(o);
      s.append(", row * inner);\n");
    }
    // An element depends on those at its own place only, even where operands share their memory.
    s.append("INDEPENDENT\n");
    s.append("  for (int j = from; j < to; j++) {\n");
    body(s, code, map, o -> place(walk, o));
    s.append("  }\n  }\n}\n");
    int inner = Math.max(1, walk.inner());
    int rows = walk.size() / inner;
    int pieces = Math.ceilDiv(inner, PIECE);
    int each = pieces > 1 ? 1 : Math.max(1, PIECE / inner);
    int items = pieces * Math.ceilDiv(rows, each);
    return launches
        .add(Code.program(s.toString()), "map", items, 1)
        .numbers(items, rows, inner, pieces, each);
  }

  private static String place(Walk walk, int o) {
    return switch (walk.innerStride(o)) {
      case 0 -> "at" + o;
      case 1 -> "at" + o + " + j";
      default -> "at" + o + " + j * step" + o;
    };
  }

  private static void body(
      StringBuilder s, FormulaCode code, Instruction.Map map, IntFunction<String> place) {
    int outputs = map.outputs();
    s.append(code.declarations());
    for (int k = 0; k < code.inputs(); k++) {
      s.append("  ").append(FormulaCode.input(k)).append(" = p").append(outputs + k);
      s.append("[").append(place.apply(outputs + k)).append("];\n");
    }
    s.append(code.assignments());
    for (int o = 0; o < outputs; o++) {
      s.append("  p").append(o).append("[").append(place.apply(o)).append("] = ");
      s.append(code.output(o)).append(";\n");
    }
  }
}
