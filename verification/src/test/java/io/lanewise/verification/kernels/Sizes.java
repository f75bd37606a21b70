package io.lanewise.verification.kernels;

import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import io.lanewise.verification.Tensors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Sizes at which loops have tails: around the multiples of vectors, blocks and tiles, and primes.
final class Sizes {
  private static final int LARGEST = 20_000;

  private Sizes() {}

  static Arbitrary<Integer> tails() {
    return Arbitraries.of(
        1, 2, 3, 0, 7, 15, 16, 17, 31, 32, 33, 61, 63, 64, 65, 127, 128, 129, 251, 255, 256, 257,
        399, 400, 401, 509, 783, 784, 785);
  }

  /// Sizes up to a limit: a product of three has to stay small.
  static Arbitrary<Integer> tails(int limit) {
    return tails().filter(n -> n <= limit);
  }

  /// Shapes of rank 1 to 4 with such a size at any axis.
  static Arbitrary<Shape> shapes() {
    return Combinators.combine(Tensors.shapes(1, 4), tails(), Arbitraries.integers().between(0, 11))
        .as((shape, n, turn) -> shape.with(shape.rank() - 1 - turn % shape.rank(), n))
        .filter(shape -> shape.size() <= LARGEST);
  }

  /// Numbers on [low, high), drawn anew for each operand and element.
  static Trial.Values values(int seed, double low, double high) {
    return (operand, element) -> low + (high - low) * new Philox(seed, operand).uniform(element);
  }

  /// Whole numbers from 0 to n − 1.
  static double index(int seed, int element, int n) {
    return new Philox(seed, 77).below(n, element);
  }
}
