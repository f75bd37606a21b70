package io.lanewise.opencl;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.backend.Operands;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import java.util.List;

/// Tensors in the memory of an OpenCL device, and kernels on its one in-order queue.
final class OpenClBackend implements Backend {
  static final String NAME = "opencl";

  private final Cl cl;

  OpenClBackend(Cl cl) {
    this.cl = cl;
  }

  Cl cl() {
    return cl;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Buffer allocate(int length) {
    return new OpenClBuffer(this, length);
  }

  @Override
  public Kernel bind(Instruction instruction, Buffer... operands) {
    Operands.check(this, instruction, operands);
    OpenClBuffer[] buffers = new OpenClBuffer[operands.length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = (OpenClBuffer) operands[i];
    }
    return switch (instruction) {
      case Instruction.Map m -> MapKernels.bind(cl, m, buffers);
      case Instruction.Reduce r -> ReduceKernels.bind(cl, r, buffers);
      case Instruction.ArgReduce r -> RowKernels.bind(cl, r, buffers);
      case Instruction.Gemm g -> GemmKernels.bind(cl, g, buffers);
      case Instruction.Copy c ->
          MapKernels.bind(cl, new Instruction.Map(List.of(Formula.X), c.operands()), buffers);
      case Instruction.Gather g -> MoveKernels.bind(cl, g, buffers);
      case Instruction.Scatter s -> MoveKernels.bind(cl, s, buffers);
      case Instruction.RowSoftmax s -> RowKernels.bind(cl, s, buffers);
      case Instruction.RowCrossEntropy c -> RowKernels.bind(cl, c, buffers);
    };
  }

  /// The device it computes on, in words.
  @Override
  public String toString() {
    Cl.Device d = cl.device();
    return d + ", " + d.units + " units, " + (d.memory >> 20) + " MiB, " + d.version;
  }
}
