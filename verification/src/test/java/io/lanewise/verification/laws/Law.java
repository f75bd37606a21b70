package io.lanewise.verification.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lanewise.Backends;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import io.lanewise.verification.Counts;
import io.lanewise.verification.Placement;
import io.lanewise.verification.Tensors;
import io.lanewise.verification.UnderTest;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Where a law is tried: how operands lie and from what seed their values come. Values are whole
/// and small, so sums of products are exact in float32 and most laws hold to the bit.
///
/// @param placements how operands lie
/// @param seed of the values
record Law(List<Placement> placements, int seed) {
  /// The largest magnitude of a value.
  private static final int LARGEST = 8;

  static Arbitrary<Law> laws() {
    return Combinators.combine(Tensors.distinctPlacements().list().ofSize(3), Tensors.seeds())
        .as(Law::new);
  }

  static Arbitrary<Shape> matrices() {
    return Combinators.combine(Tensors.shapes(0, 2), Tensors.dims(), Tensors.dims())
        .as((batch, m, n) -> joined(joined(batch, m), n));
  }

  static Shape joined(Shape s, int dim) {
    int[] dims = Arrays.copyOf(s.toArray(), s.rank() + 1);
    dims[s.rank()] = dim;
    return Shape.of(dims);
  }

  static Arbitrary<Integer> turns() {
    return Arbitraries.integers().between(0, 59);
  }

  /// Tries the law on every backend.
  static void holds(String law, Runnable body) {
    for (Backend backend : UnderTest.ALL) {
      Backends.with(backend, body);
      Counts.tried("law", law, backend.name(), 0);
    }
  }

  /// Operand number `i`: whole numbers, laid out in its way.
  Tensor whole(int i, Shape shape) {
    return whole(i, shape, LARGEST);
  }

  /// Operand number `i`: whole numbers from −limit to limit.
  Tensor whole(int i, Shape shape, int limit) {
    Philox random = new Philox(seed, i);
    float[] values = new float[shape.size()];
    for (int e = 0; e < values.length; e++) {
      values[e] = random.below(2 * limit + 1, e) - limit;
    }
    return laid(i, shape, values);
  }

  /// Operand number `i`: indices below n.
  Tensor indices(int i, Shape shape, int n) {
    Philox random = new Philox(seed, i);
    float[] values = new float[shape.size()];
    for (int e = 0; e < values.length; e++) {
      values[e] = random.below(n, e);
    }
    return laid(i, shape, values);
  }

  private Tensor laid(int i, Shape shape, float... values) {
    Placement p = placements.get(i % placements.size()).first(shape.rank());
    Tensor view = p.view(Tensor.full(-1000, p.storage(shape).toArray()), shape);
    return view.copyFrom(values);
  }

  /// The values of now, in a tensor of their own.
  static Tensor copy(Tensor t) {
    return Tensor.zeros(t.shape()).copyFrom(t);
  }

  /// The same shape and the same bits.
  static void same(Tensor expected, Tensor actual) {
    assertArrayEquals(expected.shape().toArray(), actual.shape().toArray());
    assertArrayEquals(expected.toDoubles(), actual.toDoubles());
  }

  /// The same shape, and values that differ by no more than a bound.
  static void close(Tensor expected, Tensor actual, double bound) {
    assertArrayEquals(expected.shape().toArray(), actual.shape().toArray());
    assertArrayEquals(expected.toDoubles(), actual.toDoubles(), bound);
  }
}
