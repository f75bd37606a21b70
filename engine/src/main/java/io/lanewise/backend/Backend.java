package io.lanewise.backend;

import io.lanewise.instruction.Instruction;

/// A place where tensors live and instructions run.
public interface Backend extends AutoCloseable {
  /// The version of this interface. It grows when an instruction or a method does.
  int VERSION = 3;

  /// The name that `--backend` and error messages use.
  String name();

  /// A buffer of zeros.
  Buffer allocate(int length);

  /// Buffers of zeros, one after the other in one memory where the backend can do that.
  default Buffer[] allocateTogether(int... lengths) {
    Buffer[] buffers = new Buffer[lengths.length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = allocate(lengths[i]);
    }
    return buffers;
  }

  /// Binds an instruction to buffers of this backend, one for each operand, in their order. Binding
  /// checks that every operand lies within its buffer; the kernel then checks nothing again.
  ///
  /// @throws IllegalArgumentException if a buffer is another backend's or too short
  Kernel bind(Instruction instruction, Buffer... operands);

  /// Waits for the kernels that were run. Those of the CPU are done when `run()` returns.
  default void finish() {}

  /// Gives back what the backend holds outside the Java heap; its tensors go with it. A second call
  /// does nothing, nor does any on a backend of the CPU, which holds nothing.
  @Override
  default void close() {}
}
