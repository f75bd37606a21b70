package io.lanewise.cpu.scalar;

import io.lanewise.cpu.Fma;

/// The product without packing, for matrices too small to repay it: C in tiles of one row by four
/// columns, four chains of scalars that keep the multipliers busy.
final class GemmTiles implements GemmKernel.Multiplication {
  private final Matrices m;
  private final boolean accumulate;
  private final int block;

  GemmTiles(Matrices matrices, boolean accumulate) {
    this.m = matrices;
    this.accumulate = accumulate;
    this.block = matrices.block();
  }

  @Override
  public void multiply(int cAt, int aAt, int bAt) {
    // Once even if the depth is 0: then C is assigned an empty sum.
    int start = 0;
    do {
      int steps = Math.min(block, m.depth() - start);
      int a = aAt + start * m.aColumn();
      int b = bAt + start * m.bRow();
      boolean add = accumulate || start > 0;
      for (int i = 0; i < m.rows(); i++) {
        int j = 0;
        for (; j + 4 <= m.columns(); j += 4) {
          four(
              cAt + i * m.cRow() + j * m.cColumn(),
              a + i * m.aRow(),
              b + j * m.bColumn(),
              steps,
              add);
        }
        for (; j < m.columns(); j++) {
          one(
              cAt + i * m.cRow() + j * m.cColumn(),
              a + i * m.aRow(),
              b + j * m.bColumn(),
              steps,
              add);
        }
      }
      start += block;
    } while (start < m.depth());
  }

  private void four(int cAt, int aAt, int bAt, int steps, boolean add) {
    float[] a = m.a();
    float[] b = m.b();
    int aStep = m.aColumn();
    int bStep = m.bRow();
    int column = m.bColumn();
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int x = aAt;
    int y = bAt;
    for (int p = 0; p < steps; p++, x += aStep, y += bStep) {
      float u = a[x];
      s0 = Fma.fma(u, b[y], s0);
      s1 = Fma.fma(u, b[y + column], s1);
      s2 = Fma.fma(u, b[y + 2 * column], s2);
      s3 = Fma.fma(u, b[y + 3 * column], s3);
    }
    float[] c = m.c();
    int step = m.cColumn();
    c[cAt] = add ? c[cAt] + s0 : s0;
    c[cAt + step] = add ? c[cAt + step] + s1 : s1;
    c[cAt + 2 * step] = add ? c[cAt + 2 * step] + s2 : s2;
    c[cAt + 3 * step] = add ? c[cAt + 3 * step] + s3 : s3;
  }

  private void one(int cAt, int aAt, int bAt, int steps, boolean add) {
    float[] a = m.a();
    float[] b = m.b();
    float s = 0;
    for (int p = 0; p < steps; p++) {
      s = Fma.fma(a[aAt + p * m.aColumn()], b[bAt + p * m.bRow()], s);
    }
    float[] c = m.c();
    c[cAt] = add ? c[cAt] + s : s;
  }
}
