package io.lanewise.backend;

/// Indices that travel as numbers: float32 holds every whole number up to 2²⁴.
public final class Indices {
  private Indices() {}

  /// The index that `value` stands for.
  ///
  /// @param what the operation, for the message
  /// @param value the operand's element
  /// @param position its row-major number in the operand
  /// @param size the number of things to choose from
  /// @throws IllegalArgumentException if it is not a whole number from 0 to `size` − 1
  public static int check(String what, double value, int position, int size) {
    int index = (int) value;
    if (index != value || index < 0 || index >= size) {
      throw new IllegalArgumentException(
          what
              + ": index "
              + value
              + " at position "
              + position
              + " is not a whole number of at least 0 and below "
              + size);
    }
    return index;
  }
}
