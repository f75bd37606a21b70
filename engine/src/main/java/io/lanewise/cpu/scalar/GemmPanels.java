package io.lanewise.cpu.scalar;

import io.lanewise.cpu.Fma;
import java.util.Arrays;

/// The product vectorised along the columns of C.
///
/// ```
/// for each K-block of the depth                 its part is added to C once
///   for each panel of at most 256 columns       B's block is packed as rows, in the L2 cache
///     for each two rows of C                    two accumulator rows, in the L1 cache
///       for each four steps of the block        C2 turns this loop over the columns into vectors
/// ```
///
/// The packed rows are arrays of their own, because C2 vectorises only loops whose arrays are all
/// indexed from a constant on. Two rows by four steps read six vectors for eight FMAs; more of
/// either spill the registers.
final class GemmPanels implements GemmKernel.Multiplication {
  private static final int WIDEST = 256;

  private final Matrices m;
  private final boolean accumulate;
  private final int block;
  private final int width;
  private final float[][] packed;
  private final float[] first;
  private final float[] second;

  GemmPanels(Matrices matrices, boolean accumulate) {
    this.m = matrices;
    this.accumulate = accumulate;
    this.block = matrices.block();
    int panels = Math.max(1, Math.ceilDiv(m.columns(), WIDEST));
    this.width = Math.ceilDiv(m.columns(), panels);
    this.packed = new float[Math.min(block, m.depth())][width];
    this.first = new float[width];
    this.second = new float[width];
  }

  @Override
  public void multiply(int cAt, int aAt, int bAt) {
    // Once even if the depth is 0: then C is assigned an empty sum.
    int start = 0;
    do {
      int steps = Math.min(block, m.depth() - start);
      boolean add = accumulate || start > 0;
      for (int column = 0; column < m.columns(); column += width) {
        int n = Math.min(width, m.columns() - column);
        pack(bAt + start * m.bRow() + column * m.bColumn(), steps, n);
        rows(cAt + column * m.cColumn(), aAt + start * m.aColumn(), steps, n, add);
      }
      start += block;
    } while (start < m.depth());
  }

  private void pack(int at, int steps, int n) {
    int p = 0;
    if (m.bColumn() != 1) {
      for (; p + 4 <= steps; p += 4) {
        packFour(at + p * m.bRow(), p, n);
      }
    }
    for (; p < steps; p++) {
      Moves.copy(m.b(), at + p * m.bRow(), m.bColumn(), packed[p], 0, 1, n);
    }
  }

  /// Four rows at once, so that a cache line of a transposed B is used while it is there.
  private void packFour(int at, int p, int n) {
    float[] b = m.b();
    float[] t0 = packed[p];
    float[] t1 = packed[p + 1];
    float[] t2 = packed[p + 2];
    float[] t3 = packed[p + 3];
    int row = m.bRow();
    int column = m.bColumn();
    for (int j = 0; j < n; j++) {
      int from = at + j * column;
      t0[j] = b[from];
      t1[j] = b[from + row];
      t2[j] = b[from + 2 * row];
      t3[j] = b[from + 3 * row];
    }
  }

  private void rows(int cAt, int aAt, int steps, int n, boolean add) {
    int i = 0;
    for (; i + 2 <= m.rows(); i += 2) {
      Arrays.fill(first, 0, n, 0);
      Arrays.fill(second, 0, n, 0);
      pair(aAt + i * m.aRow(), steps, n);
      write(first, cAt + i * m.cRow(), n, add);
      write(second, cAt + (i + 1) * m.cRow(), n, add);
    }
    if (i < m.rows()) {
      Arrays.fill(first, 0, n, 0);
      single(aAt + i * m.aRow(), steps, n);
      write(first, cAt + i * m.cRow(), n, add);
    }
  }

  private void write(float[] row, int at, int n, boolean add) {
    if (add) {
      Moves.add(row, 0, 1, m.c(), at, m.cColumn(), n);
    } else {
      Moves.copy(row, 0, 1, m.c(), at, m.cColumn(), n);
    }
  }

  private void pair(int at, int steps, int n) {
    float[] a = m.a();
    int row = m.aRow();
    int step = m.aColumn();
    int p = 0;
    int x = at;
    for (; p + 4 <= steps; p += 4, x += 4 * step) {
      twoByFour(
          first,
          second,
          packed[p],
          packed[p + 1],
          packed[p + 2],
          packed[p + 3],
          a[x],
          a[x + step],
          a[x + 2 * step],
          a[x + 3 * step],
          a[x + row],
          a[x + row + step],
          a[x + row + 2 * step],
          a[x + row + 3 * step],
          n);
    }
    for (; p < steps; p++, x += step) {
      oneByOne(first, packed[p], a[x], n);
      oneByOne(second, packed[p], a[x + row], n);
    }
  }

  private void single(int at, int steps, int n) {
    float[] a = m.a();
    int step = m.aColumn();
    int p = 0;
    int x = at;
    for (; p + 4 <= steps; p += 4, x += 4 * step) {
      oneByFour(
          first,
          packed[p],
          packed[p + 1],
          packed[p + 2],
          packed[p + 3],
          a[x],
          a[x + step],
          a[x + 2 * step],
          a[x + 3 * step],
          n);
    }
    for (; p < steps; p++, x += step) {
      oneByOne(first, packed[p], a[x], n);
    }
  }

  private static void twoByFour(
      float[] c,
      float[] d,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float u0,
      float u1,
      float u2,
      float u3,
      float v0,
      float v1,
      float v2,
      float v3,
      int n) {
    for (int j = 0; j < n; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      float s = Fma.fma(u3, x3, Fma.fma(u2, x2, Fma.fma(u1, x1, Fma.fma(u0, x0, c[j]))));
      float t = Fma.fma(v3, x3, Fma.fma(v2, x2, Fma.fma(v1, x1, Fma.fma(v0, x0, d[j]))));
      c[j] = s;
      d[j] = t;
    }
  }

  private static void oneByFour(
      float[] c,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float u0,
      float u1,
      float u2,
      float u3,
      int n) {
    for (int j = 0; j < n; j++) {
      float s = Fma.fma(u1, b1[j], Fma.fma(u0, b0[j], c[j]));
      c[j] = Fma.fma(u3, b3[j], Fma.fma(u2, b2[j], s));
    }
  }

  private static void oneByOne(float[] c, float[] b, float u, int n) {
    for (int j = 0; j < n; j++) {
      c[j] = Fma.fma(u, b[j], c[j]);
    }
  }
}
