package io.lanewise.cpu.scalar;

import io.lanewise.backend.Kernel;
import io.lanewise.cpu.Fma;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// placeholder
final class GemmKernel implements Kernel {
  private final boolean accumulate;
  private final Layout c;
  private final Layout a;
  private final Layout b;
  private final float[] cs;
  private final float[] as;
  private final float[] bs;

  GemmKernel(Instruction.Gemm gemm, float[][] arrays) {
    this.accumulate = gemm.accumulate();
    this.c = gemm.c();
    this.a = gemm.a();
    this.b = gemm.b();
    this.cs = arrays[0];
    this.as = arrays[1];
    this.bs = arrays[2];
  }

  @Override
  public void run() {
    int m = c.shape().dim(-2);
    int n = c.shape().dim(-1);
    int k = a.shape().dim(-1);
    int step = GemmBlocks.step(k);
    int aStep = a.stride(-1);
    int bStep = b.stride(-2);
    int size = c.size();
    for (int e = 0; e < size; e++) {
      int row = e / n;
      int column = e % n;
      int aAt = a.at(row * k);
      int bAt = b.at(row / m * k * n + column);
      int at = c.at(e);
      float total = accumulate ? cs[at] : 0;
      for (int k0 = 0; k0 < k; k0 += step) {
        float sum = 0;
        for (int p = k0; p < Math.min(k, k0 + step); p++) {
          sum = Fma.fma(as[aAt + p * aStep], bs[bAt + p * bStep], sum);
        }
        total = k0 == 0 && !accumulate ? sum : total + sum;
      }
      cs[at] = total;
    }
  }
}
