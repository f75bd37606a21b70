package io.lanewise.opencl;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.backend.Operands;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import java.util.List;
import java.util.stream.IntStream;

/// Tensors in the memory of an OpenCL device, and kernels on its one in-order queue.
final class OpenClBackend implements Backend {
  static final String NAME = "opencl";

  private final Cl cl;
  private final Tuning tuning;
  private final Scratch scratch;

  OpenClBackend(Cl cl, Tuning tuning) {
    this.cl = cl;
    this.tuning = tuning;
    scratch = new Scratch(cl);
  }

  Cl cl() {
    return cl;
  }

  Tuning tuning() {
    return tuning;
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
  public Buffer[] allocateTogether(int... lengths) {
    long all = IntStream.of(lengths).asLongStream().sum();
    return all > cl.device().largest / Float.BYTES || all > Integer.MAX_VALUE
        ? Backend.super.allocateTogether(lengths)
        : OpenClBuffer.together(this, (int) all, lengths);
  }

  @Override
  public Kernel bind(Instruction bound, Buffer... operands) {
    Operands.check(this, bound, operands);
    Instruction instruction = Operands.inMemory(bound, operands);
    OpenClBuffer[] buffers = new OpenClBuffer[operands.length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = (OpenClBuffer) operands[i].memory();
    }
    for (int i = 0; i < instruction.outputs(); i++) {
      buffers[i].computed();
    }
    return switch (instruction) {
      case Instruction.Map m -> MapKernels.bind(cl, tuning, m, buffers);
      case Instruction.Reduce r -> ReduceKernels.bind(cl, tuning, r, buffers);
      case Instruction.ArgReduce r -> RowKernels.bind(cl, tuning, r, buffers);
      case Instruction.Gemm g -> GemmKernels.bind(cl, tuning, scratch, g, buffers);
      case Instruction.Copy c ->
          MapKernels.bind(
              cl, tuning, new Instruction.Map(List.of(Formula.X), c.operands()), buffers);
      case Instruction.Gather g -> MoveKernels.bind(cl, g, buffers);
      case Instruction.Scatter s -> MoveKernels.bind(cl, tuning, s, buffers);
      case Instruction.RowSoftmax s -> RowKernels.bind(cl, tuning, s, buffers);
      case Instruction.RowCrossEntropy c -> RowKernels.bind(cl, tuning, c, buffers);
    };
  }

  @Override
  public void finish() {
    cl.finish();
  }

  /// Gives everything on the device back. The tensors that were there cannot be used any more.
  @Override
  public void close() {
    cl.close();
  }

  /// The device it computes on, in words, and those that it could.
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder(cl.device().describe());
    List<Device> all = Device.all();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).same(cl.device())) {
        s.append("; also ").append(i).append(": ").append(all.get(i).describe());
      }
    }
    return s.toString();
  }
}
