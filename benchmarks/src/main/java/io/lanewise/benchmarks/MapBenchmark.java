package io.lanewise.benchmarks;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.ZERO;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.input;
import static io.lanewise.formula.Formula.max;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/// Elementwise work that memory or loads and stores limit.
public class MapBenchmark extends KernelBenchmark {
  /// `axpy` is a·x + y into a third array, `sgd` a step with momentum, which updates two arrays.
  @Param({"add", "relu", "axpy", "sgd"})
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
    Layout l = Layout.of(Shape.of(n));
    Layout one = Layout.repeated(Shape.of(n), 0);
    Range any = Range.of(-1, 1);
    Range factor = Range.of(0.25, 0.25);
    return switch (function) {
      case "add" ->
          new Problem(
              function,
              map(add(X, Y), l, l, l),
              List.of(Range.ZERO, any, any),
              Map.of(
                  Problem.JAVA, a -> () -> MapLoops.add(a[0], a[1], a[2]),
                  Problem.VECTOR, a -> () -> MapVectors.add(a[0], a[1], a[2])),
              new Roof(Roof.COPY, 12L * n));
      case "relu" ->
          new Problem(
              function,
              map(max(X, ZERO), l, l),
              List.of(Range.ZERO, any),
              Map.of(
                  Problem.JAVA, a -> () -> MapLoops.relu(a[0], a[1]),
                  Problem.VECTOR, a -> () -> MapVectors.relu(a[0], a[1])),
              new Roof(Roof.COPY, 8L * n));
      case "axpy" ->
          new Problem(
              function,
              map(fma(X, Y, Z), l, one, l, l),
              List.of(Range.ZERO, factor, any, any),
              Map.of(
                  Problem.JAVA, a -> () -> MapLoops.axpy(a[0], a[1][0], a[2], a[3]),
                  Problem.VECTOR, a -> () -> MapVectors.axpy(a[0], a[1][0], a[2], a[3])),
              new Roof(Roof.COPY, 12L * n));
      case "sgd" -> sgd(l, one);
      default -> throw new IllegalArgumentException("no such map: " + function);
    };
  }

  private static Instruction map(Formula formula, Layout... operands) {
    return new Instruction.Map(List.of(formula), List.of(operands));
  }

  /// v ← momentum·v + g, p ← p − rate·v
  private static Problem sgd(Layout l, Layout one) {
    Formula momentum = input(3);
    Formula velocity = fma(momentum, X, Z);
    Formula parameter = fma(input(4), velocity, Y);
    return new Problem(
        "sgd",
        new Instruction.Map(List.of(velocity, parameter), List.of(l, l, l, l, l, one, one)),
        List.of(
            Range.of(-1, 1),
            Range.of(-1, 1),
            Range.same(0),
            Range.same(1),
            Range.of(-1, 1),
            Range.of(0.9, 0.9),
            Range.of(-1e-6, -1e-6)),
        Map.of(
            Problem.JAVA, a -> () -> MapLoops.sgd(a[0], a[1], a[4], a[5][0], a[6][0]),
            Problem.VECTOR, a -> () -> MapVectors.sgd(a[0], a[1], a[4], a[5][0], a[6][0])),
        new Roof(Roof.COPY, 12L * l.size()));
  }
}
