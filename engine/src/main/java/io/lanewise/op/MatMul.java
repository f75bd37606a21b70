package io.lanewise.op;

import io.lanewise.layout.Shape;
import java.util.Arrays;

/// C = A·B on the last two axes; the axes before them broadcast.
///
///     dA += dC·Bᵀ        dB += Aᵀ·dC
public final class MatMul implements Op {
  /// The op; it has no options.
  public MatMul() {}

  @Override
  public String name() {
    return "matmul";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Shape shape(Shape... in) {
    Shape a = in[0];
    Shape b = in[1];
    if (a.rank() < 2 || b.rank() < 2) {
      throw new IllegalArgumentException(
          "matmul: " + a + "·" + b + ": both need at least two axes; unsqueeze a vector");
    }
    if (a.dim(-1) != b.dim(-2)) {
      String cure =
          a.dim(-1) == b.dim(-1)
              ? "; transpose the second operand?"
              : a.dim(-2) == b.dim(-2) ? "; transpose the first operand?" : "";
      throw new IllegalArgumentException(
          "matmul: "
              + a
              + "·"
              + b
              + ": inner dimensions "
              + a.dim(-1)
              + " and "
              + b.dim(-2)
              + " differ"
              + cure);
    }
    Shape batch;
    try {
      batch = Shape.broadcast(batch(a), batch(b));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "matmul: " + a + "·" + b + ": the axes before the last two: " + e.getMessage(), e);
    }
    return matrices(batch, a.dim(-2), b.dim(-1));
  }

  private static Shape batch(Shape s) {
    return Shape.of(Arrays.copyOf(s.toArray(), s.rank() - 2));
  }

  private static Shape matrices(Shape batch, int rows, int columns) {
    int[] dims = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    dims[dims.length - 2] = rows;
    dims[dims.length - 1] = columns;
    return Shape.of(dims);
  }

  @Override
  public void forward(Emitter e, Site s) {
    e.gemm(s.in(0), s.in(1), s.out());
  }

  @Override
  public void backward(Emitter e, Site s) {
    e.gemm(s.dOut(), s.in(1).transpose(), s.d(0));
    e.gemm(s.in(0).transpose(), s.dOut(), s.d(1));
  }
}
