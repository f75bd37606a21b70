package io.lanewise.opencl;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.List;

/// Every kernel once or more on small operands whose edges do not fit its tiles: what the simulator
/// of a device can run in seconds.
final class SmallSuite {
  /// Small tiles with local memory, and groups that share a row.
  static final String GPU_SHAPED = "| tiles rows=8 columns=8 depth=4 across=4 down=2 lanes=64";

  /// Small panels, and rows by themselves.
  static final String CPU_SHAPED = "| panels rows=3 columns=4 height=2 lanes=1";

  private SmallSuite() {}

  /// The instructions. Operands that are taken for indices are the last ones.
  static List<Instruction> instructions() {
    List<Instruction> all = new ArrayList<>();
    Formula x = Formula.X;
    Formula y = Formula.Y;
    Layout matrix = layout(5, 7);
    Layout row = layout(7).expand(Shape.of(5, 7));
    all.add(new Instruction.Map(List.of(Formula.of(Composite.TANH, x)), List.of(matrix, matrix)));
    all.add(
        new Instruction.Map(
            List.of(Formula.mul(x, y), Formula.sub(x, y)),
            List.of(matrix, matrix, layout(7, 5).transpose(), row)));
    all.add(new Instruction.Copy(matrix, layout(7, 5).transpose()));
    for (int n : new int[] {1, 7, 40, 600}) {
      Layout in = layout(3, n);
      Layout heads = layout(3);
      all.add(
          new Instruction.Reduce(
              Combine.SUM, x, List.of(layout(3, 1).expand(Shape.of(3, n)), in), false));
      all.add(
          new Instruction.Reduce(
              Combine.MAX, x, List.of(layout(1, n).expand(Shape.of(3, n)), in), false));
      all.add(
          new Instruction.Reduce(
              Combine.SUM,
              Formula.mul(x, y),
              List.of(layout(1, 1).expand(Shape.of(3, n)), in, in),
              true));
      all.add(new Instruction.ArgReduce(heads, in, true));
      all.add(new Instruction.RowSoftmax(in, in, false));
      all.add(new Instruction.RowSoftmax(in, in, true));
      all.add(new Instruction.RowCrossEntropy(heads, in, in, heads));
    }
    for (int[] s : new int[][] {{1, 1, 1}, {9, 10, 11}, {17, 3, 6}, {2, 19, 5}, {5, 5, 403}}) {
      for (int form = 0; form < 8; form++) {
        all.add(gemm(s[0], s[1], s[2], form));
      }
    }
    all.add(new Instruction.Gemm(layout(3, 9, 5), layout(3, 9, 4), layout(3, 4, 5), false));
    Layout table = layout(6, 3);
    Layout index = layout(4);
    all.add(new Instruction.Gather(layout(4, 3), table, index, false));
    all.add(new Instruction.Scatter(table, layout(4, 3), index, true));
    all.add(new Instruction.Scatter(table, layout(4, 3), index, false));
    return all;
  }

  private static Instruction gemm(int m, int n, int k, int form) {
    Layout a = (form & 1) == 0 ? layout(m, k) : layout(k, m).transpose();
    Layout b = (form & 2) == 0 ? layout(k, n) : layout(n, k).transpose();
    Layout c = (form & 4) == 0 ? layout(m, n) : layout(n, m).transpose();
    return new Instruction.Gemm(c, a, b, form == 0);
  }

  private static Layout layout(int... dims) {
    return Layout.of(Shape.of(dims));
  }

  /// Runs an instruction on operands made by a rule.
  ///
  /// @return what its outputs hold then
  static float[][] run(Backend backend, Instruction instruction) {
    List<Layout> layouts = instruction.operands();
    Buffer[] buffers = new Buffer[layouts.size()];
    boolean indices =
        instruction instanceof Instruction.Gather
            || instruction instanceof Instruction.Scatter
            || instruction instanceof Instruction.RowCrossEntropy;
    for (int i = 0; i < buffers.length; i++) {
      float[] values = new float[layouts.get(i).distinct().reach()];
      for (int e = 0; e < values.length; e++) {
        boolean index = indices && i == buffers.length - 1;
        values[e] = index ? 0 : (float) StrictMath.sin(1 + i + 1.7 * e);
      }
      buffers[i] = backend.allocate(values.length);
      buffers[i].write(0, values, 0, values.length);
    }
    backend.bind(instruction, buffers).run();
    float[][] results = new float[instruction.outputs()][];
    for (int i = 0; i < results.length; i++) {
      results[i] = new float[buffers[i].length()];
      buffers[i].read(0, results[i], 0, results[i].length);
    }
    return results;
  }

  /// A backend that is shaped so.
  static OpenClBackend shaped(Cl cl, String line) {
    return new OpenClBackend(cl, Tuning.find(List.of(line), "line", cl.device()));
  }

  /// All instructions on the first device, in both shapes; the argument names a fault to plant.
  static void main(String... fault) {
    Cl cl = new Cl(Device.all().get(0), new ProgramCache(null));
    System.out.println(cl.device().describe());
    if (fault.length > 0) {
      plant(cl, fault[0]);
    } else {
      int count = 0;
      for (String line : List.of(GPU_SHAPED, CPU_SHAPED)) {
        OpenClBackend backend = shaped(cl, line);
        for (Instruction i : instructions()) {
          run(backend, i);
          count++;
        }
      }
      System.out.println(count + " instructions were run");
    }
    cl.close();
  }

  private static void plant(Cl cl, String fault) {
    String source =
        switch (fault) {
          case "write" -> "kernel void f(global float *a) { a[get_global_id(0) + 1] = 1; }";
          case "read" -> "kernel void f(global float *a) { a[0] = a[get_global_id(0) + 64]; }";
          case "race" ->
              """
              kernel void f(global float *a) {
                local float s[64];
                const int i = get_local_id(0);
                s[i] = i;
                a[i] = s[63 - i];
              }
              """;
          default -> throw new IllegalArgumentException(fault);
        };
    Cl.Call call = cl.kernel(source, "f");
    cl.argument(call, cl.memory(64 * Float.BYTES));
    cl.launch(call, new long[] {64}, new long[] {64});
    cl.finish();
  }
}
