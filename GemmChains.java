package io.lanewise.cpu.simd;

import io.lanewise.cpu.scalar.Matrices;

/// A row of C where B's steps lie side by side, as in a layer that sees one example: a row times a
/// transposed matrix.
///
/// Each element of B is used once, so turning B round for the lanes of vectors would cost as much as
/// it gains. Eight chains of scalars instead keep both multipliers busy: an FMA takes four cycles,
/// and two begin in each.
final class GemmChains implements GemmKernel.Multiplication {
  private static final int CHAINS = 8;

  private final Matrices m;
  private final boolean accumulate;
  private final int block;

  GemmChains(Matrices m, boolean accumulate) {
    this.m = m;
    this.accumulate = accumulate;
    this.block = m.block();
  }

  @Override
  public void multiply(
      int worker, int cAt, int aAt, int bAt, int top, int bottom, int left, int right) {
    for (int start = 0; start < m.depth(); start += block) {
      int steps = Math.min(block, m.depth() - start);
      int a = aAt + start * m.aColumn();
      boolean add = accumulate || start > 0;
      for (int j = left; j < right; j += CHAINS) {
        eight(cAt, a, bAt + start, j, right - 1, steps, add);
      }
    }
  }

  /// Eight columns from `j` on; those beyond the last column are the last one again.
  private void eight(int cAt, int aAt, int bAt, int j, int last, int steps, boolean add) {
    float[] a = m.a();
    float[] b = m.b();
    int column = m.bColumn();
    int step = m.aColumn();
    int b0 = bAt + j * column;
    int b1 = bAt + Math.min(j + 1, last) * column;
    int b2 = bAt + Math.min(j + 2, last) * column;
    int b3 = bAt + Math.min(j + 3, last) * column;
    int b4 = bAt + Math.min(j + 4, last) * column;
    int b5 = bAt + Math.min(j + 5, last) * column;
    int b6 = bAt + Math.min(j + 6, last) * column;
    int b7 = bAt + Math.min(j + 7, last) * column;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int p = 0, x = aAt; p < steps; p++, x += step) {
      float u = a[x];
      s0 = Math.fma(u, b[b0 + p], s0);
      s1 = Math.fma(u, b[b1 + p], s1);
      s2 = Math.fma(u, b[b2 + p], s2);
      s3 = Math.fma(u, b[b3 + p], s3);
      s4 = Math.fma(u, b[b4 + p], s4);
      s5 = Math.fma(u, b[b5 + p], s5);
      s6 = Math.fma(u, b[b6 + p], s6);
      s7 = Math.fma(u, b[b7 + p], s7);
    }
    write(s0, cAt, j, last, add);
    write(s1, cAt, j + 1, last, add);
    write(s2, cAt, j + 2, last, add);
    write(s3, cAt, j + 3, last, add);
    write(s4, cAt, j + 4, last, add);
    write(s5, cAt, j + 5, last, add);
    write(s6, cAt, j + 6, last, add);
    write(s7, cAt, j + 7, last, add);
  }

  private void write(float sum, int cAt, int j, int last, boolean add) {
    if (j <= last) {
      float[] c = m.c();
      int at = cAt + j * m.cColumn();
      c[at] = add ? c[at] + sum : sum;
    }
  }
}
