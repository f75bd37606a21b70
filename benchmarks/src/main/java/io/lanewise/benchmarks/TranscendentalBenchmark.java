package io.lanewise.benchmarks;

import io.lanewise.backend.Kernel;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Param;

/// Functions that cost more than their loads and stores.
public class TranscendentalBenchmark extends KernelBenchmark {
  /// The function; `pow` has two arguments.
  @Param({"exp", "log", "tanh", "erf", "sin", "cos", "pow", "sigmoid"})
  String function;

  /// The number of elements.
  @Param({"1000", "10000", "100000", "1000000", "10000000"})
  int elements;

  /// Whose kernel.
  @Param({"simd", "scalar", "java", "vector", "copy"})
  String contender;

  @Override
  Work work() {
    return problem(function, elements).on(contender);
  }

  static Problem problem(String function, int n) {
    return switch (function) {
      case "exp" ->
          problem(
              function,
              Composite.EXP,
              n,
              List.of(Range.of(-10, 10)),
              a -> () -> TranscendentalLoops.exp(a[0], a[1]),
              a -> () -> TranscendentalVectors.exp(a[0], a[1]));
      case "log" ->
          problem(
              function,
              Composite.LOG,
              n,
              List.of(Range.of(0.01, 10)),
              a -> () -> TranscendentalLoops.log(a[0], a[1]),
              a -> () -> TranscendentalVectors.log(a[0], a[1]));
      case "tanh" ->
          problem(
              function,
              Composite.TANH,
              n,
              List.of(Range.of(-4, 4)),
              a -> () -> TranscendentalLoops.tanh(a[0], a[1]),
              a -> () -> TranscendentalVectors.tanh(a[0], a[1]));
      case "sin" ->
          problem(
              function,
              Composite.SIN,
              n,
              List.of(Range.of(-10, 10)),
              a -> () -> TranscendentalLoops.sin(a[0], a[1]),
              a -> () -> TranscendentalVectors.sin(a[0], a[1]));
      case "cos" ->
          problem(
              function,
              Composite.COS,
              n,
              List.of(Range.of(-10, 10)),
              a -> () -> TranscendentalLoops.cos(a[0], a[1]),
              a -> () -> TranscendentalVectors.cos(a[0], a[1]));
      case "sigmoid" ->
          problem(
              function,
              Composite.SIGMOID,
              n,
              List.of(Range.of(-8, 8)),
              a -> () -> TranscendentalLoops.sigmoid(a[0], a[1]),
              a -> () -> TranscendentalVectors.sigmoid(a[0], a[1]));
      case "pow" ->
          problem(
              function,
              Composite.POW,
              n,
              List.of(Range.of(0.1, 10), Range.of(-3, 3)),
              a -> () -> TranscendentalLoops.pow(a[0], a[1], a[2]),
              a -> () -> TranscendentalVectors.pow(a[0], a[1], a[2]));
      // The JDK has no error function.
      case "erf" -> problem(function, Composite.ERF, n, List.of(Range.of(-3, 3)), Map.of());
      default -> throw new IllegalArgumentException("no such function: " + function);
    };
  }

  private static Problem problem(
      String name,
      Composite function,
      int n,
      List<Range> arguments,
      Function<float[][], Kernel> java,
      Function<float[][], Kernel> vector) {
    return problem(
        name, function, n, arguments, Map.of(Problem.JAVA, java, Problem.VECTOR, vector));
  }

  private static Problem problem(
      String name,
      Composite function,
      int n,
      List<Range> arguments,
      Map<String, Function<float[][], Kernel>> loops) {
    Formula formula =
        arguments.size() == 1
            ? Formula.of(function, Formula.X)
            : Formula.of(function, Formula.X, Formula.Y);
    List<Range> ranges = new ArrayList<>(List.of(Range.ZERO));
    ranges.addAll(arguments);
    Layout l = Layout.of(Shape.of(n));
    var map = new Instruction.Map(List.of(formula), Collections.nCopies(ranges.size(), l));
    return new Problem(name, map, ranges, loops, new Roof(Roof.COPY, 4L * ranges.size() * n));
  }
}
