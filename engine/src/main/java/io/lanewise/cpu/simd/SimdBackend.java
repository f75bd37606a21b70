package io.lanewise.cpu.simd;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.backend.Operands;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;

/// Single precision on the lanes of vectors.
///
/// Kernels begin as their scalar twins and change, one by one, when a background thread has
/// rehearsed them: see [Rehearsal]. Until then nothing of the Vector API is loaded.
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
  public Buffer[] allocateTogether(int... lengths) {
    return FloatBuffer.together(this, lengths);
  }

  @Override
  public Kernel bind(Instruction bound, Buffer... operands) {
    Operands.check(this, bound, operands);
    Instruction instruction = Operands.inMemory(bound, operands);
    float[][] arrays = FloatBuffer.arrays(operands);
    if (Warmup.MODE == Warmup.OFF) {
      Kernel fast = fast(instruction, arrays, Workers.shared());
      return fast == null ? plain(instruction, arrays) : fast;
    }
    Rehearsal rehearsal = Rehearsals.of(instruction);
    if (Warmup.MODE == Warmup.EAGER) {
      Rehearsals.holdNow(rehearsal);
    }
    return new SwitchingKernel(instruction, arrays, plain(instruction, arrays), rehearsal);
  }

  /// The SIMD kernel of an instruction, or null where the scalar one does as well.
  static Kernel fast(Instruction instruction, float[][] arrays, Workers workers) {
    return switch (instruction) {
      case Instruction.Map m -> MapKernel.of(m, arrays, workers);
      case Instruction.Reduce r -> apart(arrays, 1) ? reduce(r, arrays, workers) : null;
      case Instruction.ArgReduce r ->
          apart(arrays, 1) ? ArgReduceKernel.of(r, arrays, workers) : null;
      case Instruction.Gemm g -> GemmKernel.of(g, arrays, workers);
      case Instruction.Copy c -> apart(arrays, 1) ? new CopyKernel(c, arrays, workers) : null;
      case Instruction.Gather g -> apart(arrays, 1) ? new GatherKernel(g, arrays, workers) : null;
      case Instruction.Scatter s -> apart(arrays, 1) ? new ScatterKernel(s, arrays, workers) : null;
      case Instruction.RowSoftmax s ->
          apart(arrays, 1) ? RowSoftmaxKernel.of(s, arrays, workers) : null;
      case Instruction.RowCrossEntropy c ->
          apart(arrays, 2) ? RowCrossEntropyKernel.of(c, arrays, workers) : null;
    };
  }

  private static Kernel reduce(Instruction.Reduce reduce, float[][] arrays, Workers workers) {
    Kernel kernel = ReduceKernel.of(reduce, arrays, workers);
    return kernel == null ? MappedReduceKernel.of(reduce, arrays, workers) : kernel;
  }

  /// Whether nothing is written to an array that is read too: otherwise the order of the moves
  /// counts, and that is the plain kernel's.
  private static boolean apart(float[][] arrays, int outputs) {
    for (int out = 0; out < outputs; out++) {
      for (int in = outputs; in < arrays.length; in++) {
        if (arrays[out] == arrays[in]) {
          return false;
        }
      }
    }
    return true;
  }

  private static Kernel plain(Instruction instruction, float[][] arrays) {
    return ScalarBackend.INSTANCE.kernel(instruction, arrays);
  }

  /// How it runs, in words.
  @Override
  public String toString() {
    Workers workers = Workers.shared();
    return "vectors of "
        + Lanes.FLOATS.vectorBitSize()
        + " bits, "
        + (workers.threads() == 1 ? "1 thread" : workers.threads() + " threads")
        + ", warm-up "
        + Warmup.MODE
        + (Loops.GENERATE ? "" : ", no generated loops");
  }
}
