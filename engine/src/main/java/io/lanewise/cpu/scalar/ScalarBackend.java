package io.lanewise.cpu.scalar;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.backend.Operands;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.instruction.Instruction;

/// Single precision on one thread, in plain Java loops.
public final class ScalarBackend implements Backend {
  /// The one instance.
  public static final ScalarBackend INSTANCE = new ScalarBackend();

  private final BlockPrograms programs = new BlockPrograms();

  private ScalarBackend() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public Buffer allocate(int length) {
    return new FloatBuffer(this, length);
  }

  @Override
  public Buffer[] allocateTogether(int... lengths) {
    return FloatBuffer.together(this, lengths);
  }

  @Override
  public Kernel bind(Instruction bound, Buffer... operands) {
    Operands.check(this, bound, operands);
    Instruction instruction = Operands.inMemory(bound, operands);
    return kernel(instruction, FloatBuffer.arrays(operands));
  }

  /// The kernel of an instruction on the arrays of operands that were checked already: the plain
  /// twin of whatever another CPU backend has for it.
  public Kernel kernel(Instruction instruction, float[][] arrays) {
    return switch (instruction) {
      case Instruction.Map m -> new MapKernel(m, arrays, programs);
      case Instruction.Reduce r -> new ReduceKernel(r, arrays, programs);
      case Instruction.ArgReduce r -> new ArgReduceKernel(r, arrays);
      case Instruction.Gemm g -> new GemmKernel(g, arrays);
      case Instruction.Copy c -> new CopyKernel(c, arrays);
      case Instruction.Gather g -> new GatherKernel(g, arrays);
      case Instruction.Scatter s -> new ScatterKernel(s, arrays);
      case Instruction.RowSoftmax s -> new RowSoftmaxKernel(s, arrays, programs);
      case Instruction.RowCrossEntropy c -> new RowCrossEntropyKernel(c, arrays, programs);
    };
  }
}
