package io.lanewise.cpu.reference;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.backend.Operands;
import io.lanewise.cpu.DoubleBuffer;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import java.util.List;

/// Double precision on one thread, written to be obviously right.
public final class ReferenceBackend implements Backend {
  /// The one instance.
  public static final ReferenceBackend INSTANCE = new ReferenceBackend();

  private ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Buffer allocate(int length) {
    return new DoubleBuffer(this, length);
  }

  @Override
  public Kernel bind(Instruction instruction, Buffer... operands) {
    Operands.check(this, instruction, operands);
    double[][] arrays = new double[operands.length][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = DoubleBuffer.array(operands[i]);
    }
    return switch (instruction) {
      case Instruction.Map m -> new MapKernel(m, arrays);
      case Instruction.Reduce r -> new ReduceKernel(r, arrays);
      case Instruction.ArgReduce r -> new ArgReduceKernel(r, arrays);
      case Instruction.Gemm g -> new GemmKernel(g, arrays);
      case Instruction.Copy c ->
          new MapKernel(new Instruction.Map(List.of(Formula.X), c.operands()), arrays);
      case Instruction.Gather g -> new GatherKernel(g, arrays);
      case Instruction.Scatter s -> new ScatterKernel(s, arrays);
      case Instruction.RowSoftmax s -> new RowSoftmaxKernel(s, arrays);
      case Instruction.RowCrossEntropy c -> new RowCrossEntropyKernel(c, arrays);
    };
  }
}
