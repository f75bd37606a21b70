package io.lanewise.opencl;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Walk;

/// Maps: a work-item for each element, generated whole.
final class MapKernels {
  private MapKernels() {}

  static Launches bind(Cl cl, Instruction.Map map, OpenClBuffer... buffers) {
    int count = buffers.length;
    Walk walk = Walk.of(map.operands().get(0).shape(), map.operands());
    Launches launches = new Launches(cl, null);
    launches
        .add(Code.program(source(map, walk, count)), "map", walk.size(), Launches.GROUP)
        .numbers(walk.size())
        .table(Places.of(walk, count))
        .buffers(buffers);
    return launches;
  }

  private static String source(Instruction.Map map, Walk walk, int count) {
    FormulaCode code = new FormulaCode(map.formulas());
    StringBuilder s = new StringBuilder("kernel void map(const int n, global const int *walk");
    s.append(Code.operands("global float *", 0, count)).append(") {\n");
    s.append("  const int i = get_global_id(0);\n  if (i >= n) return;\n");
    s.append(code.declarations());
    s.append(Code.loads(code, walk, map.outputs()));
    s.append(code.assignments());
    for (int o = 0; o < map.outputs(); o++) {
      s.append("  p").append(o).append("[").append(Code.place(walk, o)).append("] = ");
      s.append(code.output(o)).append(";\n");
    }
    return s.append("}\n").toString();
  }
}
