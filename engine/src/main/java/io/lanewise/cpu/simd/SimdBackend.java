package io.lanewise.cpu.simd;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.cpu.Operands;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;

/// Single precision on the lanes of vectors.
public final class SimdBackend implements Backend {
  /// The one instance.
  public static final SimdBackend INSTANCE = new SimdBackend();

  private SimdBackend() {}

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public Buffer allocate(int length) {
    return new FloatBuffer(this, length);
  }

  @Override
  public Kernel bind(Instruction instruction, Buffer... operands) {
    Operands.check(this, instruction, operands);
    float[][] arrays = new float[operands.length][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = FloatBuffer.array(operands[i]);
    }
    return kernel(instruction, arrays, Workers.NONE);
  }

  private Kernel kernel(Instruction instruction, float[][] arrays, Workers workers) {
    return switch (instruction) {
      case Instruction.Map m -> plain(m, arrays);
      case Instruction.Reduce r -> plain(r, arrays);
      case Instruction.ArgReduce r -> plain(r, arrays);
      case Instruction.Gemm g -> plain(g, arrays);
      case Instruction.Copy c -> plain(c, arrays);
      case Instruction.Gather g -> plain(g, arrays);
      case Instruction.Scatter s -> plain(s, arrays);
      case Instruction.RowSoftmax s -> plain(s, arrays);
      case Instruction.RowCrossEntropy c -> plain(c, arrays);
    };
  }

  private static Kernel plain(Instruction instruction, float[][] arrays) {
    return ScalarBackend.INSTANCE.kernel(instruction, arrays);
  }
}
