package io.lanewise.op;

import io.lanewise.layout.Shape;
import java.util.List;

/// A use of an op for checks, documentation and benchmarks: shapes of its operands and what values
/// they may have.
///
/// @param arguments one for each operand
public record Sample(List<Argument> arguments) {
  /// What one operand may be.
  ///
  /// @param shape its shape
  /// @param low the smallest value
  /// @param high the largest value; for indices, the last one
  /// @param kind how values are drawn
  public record Argument(Shape shape, double low, double high, Kind kind) {}

  /// How values are drawn.
  public enum Kind {
    /// Any number within the bounds.
    REAL,
    /// Numbers that differ from each other by at least a hundredth of the range: for ops that
    /// choose.
    SPACED,
    /// Whole numbers within the bounds, both included.
    INDEX
  }

  /// Operands of these arguments.
  public static Sample of(Argument... arguments) {
    return new Sample(List.of(arguments));
  }

  /// Numbers from low to high.
  public static Argument real(double low, double high, int... dims) {
    return new Argument(Shape.of(dims), low, high, Kind.REAL);
  }

  /// Numbers from low to high that keep a distance from each other.
  public static Argument spaced(double low, double high, int... dims) {
    return new Argument(Shape.of(dims), low, high, Kind.SPACED);
  }

  /// Whole numbers from 0 to bound − 1.
  public static Argument index(int bound, int... dims) {
    return new Argument(Shape.of(dims), 0, bound - 1, Kind.INDEX);
  }
}
