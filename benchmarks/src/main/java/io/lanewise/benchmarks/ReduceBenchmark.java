package io.lanewise.benchmarks;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.mul;

import io.lanewise.backend.Kernel;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Param;

/// Reductions to one number, and of a matrix to a row.
public class ReduceBenchmark extends KernelBenchmark {
  private static final int COLUMNS = 100;

  /// `columns` sums those of a matrix of 100 columns.
  @Param({"sum", "max", "dot", "columns"})
  String function;

  /// The number of elements.
  @Param({"1000", "10000", "100000", "1000000", "10000000"})
  int elements;

  /// Whose kernel.
  @Param({"simd", "scalar", "java", "vector", "read"})
  String contender;

  @Override
  Work work() {
    return problem(function, elements).on(contender);
  }

  static Problem problem(String function, int n) {
    Shape shape = Shape.of(n);
    Layout in = Layout.of(shape);
    Layout out = Layout.repeated(shape, 0);
    // Not negative, for a peer has the sum and the largest of magnitudes only.
    Range any = Range.of(0, 1);
    return switch (function) {
      case "sum" ->
          problem(
              function,
              Combine.SUM,
              X,
              List.of(out, in),
              any,
              a -> () -> ReduceLoops.sum(a[0], a[1]),
              a -> () -> ReduceVectors.sum(a[0], a[1]));
      case "max" ->
          problem(
              function,
              Combine.MAX,
              X,
              List.of(out, in),
              any,
              a -> () -> ReduceLoops.max(a[0], a[1]),
              a -> () -> ReduceVectors.max(a[0], a[1]));
      case "dot" ->
          problem(
              function,
              Combine.SUM,
              mul(X, Y),
              List.of(out, in, in),
              any,
              a -> () -> ReduceLoops.dot(a[0], a[1], a[2]),
              a -> () -> ReduceVectors.dot(a[0], a[1], a[2]));
      case "columns" -> {
        Shape matrix = Shape.of(n / COLUMNS, COLUMNS);
        Layout row = Layout.of(Shape.of(1, COLUMNS)).expand(matrix);
        yield problem(
            function,
            Combine.SUM,
            X,
            List.of(row, Layout.of(matrix)),
            any,
            a -> () -> ReduceLoops.columns(a[0], a[1]),
            a -> () -> ReduceVectors.columns(a[0], a[1]));
      }
      default -> throw new IllegalArgumentException("no such reduction: " + function);
    };
  }

  private static Problem problem(
      String name,
      Combine how,
      Formula formula,
      List<Layout> operands,
      Range any,
      Function<float[][], Kernel> java,
      Function<float[][], Kernel> vector) {
    int inputs = operands.size() - 1;
    return new Problem(
        name,
        new Instruction.Reduce(how, formula, operands, false),
        inputs == 1 ? List.of(Range.ZERO, any) : List.of(Range.ZERO, any, any),
        Map.of(Problem.JAVA, java, Problem.VECTOR, vector),
        new Roof(Roof.READ, 4L * inputs * operands.get(1).size()));
  }
}
