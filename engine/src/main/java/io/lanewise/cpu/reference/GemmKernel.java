package io.lanewise.cpu.reference;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;

/// C[t, i, j] = Σₚ A[t, i, p] · B[t, p, j] for every index t of the batch axes.
final class GemmKernel implements Kernel {
  private final boolean accumulate;
  private final Layout c;
  private final Layout a;
  private final Layout b;
  private final double[] cs;
  private final double[] as;
  private final double[] bs;

  GemmKernel(Instruction.Gemm gemm, double[][] arrays) {
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
    int aStep = a.stride(-1);
    int bStep = b.stride(-2);
    int size = c.size();
    for (int e = 0; e < size; e++) {
      int row = e / n; // of all batches
      int column = e % n;
      int aAt = a.at(row * k);
      int bAt = b.at(row / m * k * n + column);
      double sum = 0;
      for (int p = 0; p < k; p++) {
        sum += as[aAt + p * aStep] * bs[bAt + p * bStep];
      }
      int at = c.at(e);
      cs[at] = accumulate ? cs[at] + sum : sum;
    }
  }
}
