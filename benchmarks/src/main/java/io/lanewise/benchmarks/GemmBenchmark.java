package io.lanewise.benchmarks;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/// C = A·B, A of m×k and B of k×n; a T means that the operand is stored transposed.
public class GemmBenchmark extends KernelBenchmark {
  /// m×k×n.
  @Param({
    "32x32x32",
    "64x64x64",
    "128x128x128",
    "256x256x256",
    "512x512x512",
    "1024x1024x1024",
    "2048x2048x2048",
    "64x784x256",
    "128x512x512",
    "256x784x128",
    "64x256x10",
    "10x2x1"
  })
  String shape;

  /// How A and B are stored.
  @Param({"NN", "NT", "TN"})
  String form;

  /// Whose kernel.
  @Param({"simd", "scalar", "peak"})
  String contender;

  @Override
  Work work() {
    return problem(shape, form).on(contender);
  }

  static Problem problem(String shape, String form) {
    String[] sizes = shape.split("x");
    int m = Integer.parseInt(sizes[0]);
    int k = Integer.parseInt(sizes[1]);
    int n = Integer.parseInt(sizes[2]);
    var gemm =
        new Instruction.Gemm(
            Layout.of(Shape.of(m, n)),
            stored(m, k, form.charAt(0)),
            stored(k, n, form.charAt(1)),
            false);
    List<Range> ranges = List.of(Range.ZERO, Range.of(-1, 1), Range.of(-1, 1));
    return new Problem("gemm", gemm, ranges, Map.of(), new Roof(Roof.PEAK, 0));
  }

  private static Layout stored(int rows, int columns, char how) {
    return how == 'T'
        ? Layout.of(Shape.of(columns, rows)).transpose()
        : Layout.of(Shape.of(rows, columns));
  }
}
