package io.lanewise.benchmarks;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/// Kernels along the rows of a matrix.
public class RowsBenchmark extends KernelBenchmark {
  /// `cross_entropy` gives the loss and its gradient.
  @Param({"softmax", "log_softmax", "cross_entropy"})
  String function;

  /// The length of a row.
  @Param({"10", "100", "1000"})
  int classes;

  /// The number of elements, rows times classes.
  @Param({"1000", "10000", "100000", "1000000", "10000000"})
  int elements;

  /// Whose kernel.
  @Param({"simd", "scalar", "java", "vector", "copy"})
  String contender;

  @Override
  Work work() {
    return problem(function, classes, elements).on(contender);
  }

  static Problem problem(String function, int classes, int n) {
    Layout matrix = Layout.of(Shape.of(n / classes, classes));
    Layout column = Layout.of(Shape.of(n / classes));
    Range logits = Range.of(-8, 8);
    Roof roof = new Roof(Roof.COPY, 8L * n);
    return switch (function) {
      case "softmax" ->
          new Problem(
              function,
              new Instruction.RowSoftmax(matrix, matrix, false),
              List.of(Range.ZERO, logits),
              Map.of(
                  Problem.JAVA, a -> () -> RowLoops.softmax(a[0], a[1], classes),
                  Problem.VECTOR, a -> () -> RowVectors.softmax(a[0], a[1], classes)),
              roof);
      case "log_softmax" ->
          new Problem(
              function,
              new Instruction.RowSoftmax(matrix, matrix, true),
              List.of(Range.ZERO, logits),
              Map.of(
                  Problem.JAVA, a -> () -> RowLoops.logSoftmax(a[0], a[1], classes),
                  Problem.VECTOR, a -> () -> RowVectors.logSoftmax(a[0], a[1], classes)),
              roof);
      case "cross_entropy" ->
          new Problem(
              function,
              new Instruction.RowCrossEntropy(column, matrix, matrix, column),
              List.of(Range.ZERO, Range.ZERO, logits, Range.below(classes)),
              Map.of(
                  Problem.JAVA, a -> () -> RowLoops.crossEntropy(a[0], a[1], a[2], a[3]),
                  Problem.VECTOR, a -> () -> RowVectors.crossEntropy(a[0], a[1], a[2], a[3])),
              roof);
      default -> throw new IllegalArgumentException("no such row kernel: " + function);
    };
  }
}
