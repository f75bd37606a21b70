package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.cpu.DoubleBuffer;
import io.lanewise.instruction.Instruction;

/// A backend that holds numbers and computes nothing, to be mixed up with the real ones.
final class OtherBackend implements Backend {
  @Override
  public String name() {
    return "other";
  }

  @Override
  public Buffer allocate(int length) {
    return new DoubleBuffer(this, length);
  }

  @Override
  public Kernel bind(Instruction instruction, Buffer... operands) {
    throw new AssertionError("the other backend runs nothing");
  }
}
