package io.lanewise.verification.faults;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;

/// A backend that is right but for one fault: it hands everything on to another backend, and alters
/// what it likes.
final class FaultyBackend implements Backend {
  /// Binds an instruction wrongly.
  @FunctionalInterface
  interface Fault {
    /// @param honest the backend that would bind it right
    Kernel bind(Backend honest, Instruction instruction, Buffer... buffers);
  }

  private final Backend honest;
  private final Fault fault;

  FaultyBackend(Backend honest, Fault fault) {
    this.honest = honest;
    this.fault = fault;
  }

  @Override
  public String name() {
    return "faulty " + honest.name();
  }

  @Override
  public Buffer allocate(int length) {
    return new Wrapped(this, honest.allocate(length));
  }

  @Override
  public Kernel bind(Instruction instruction, Buffer... operands) {
    Buffer[] inside = new Buffer[operands.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = ((Wrapped) operands[i]).inside;
    }
    return fault.bind(honest, instruction, inside);
  }

  /// A buffer of the honest backend that says it is the faulty one's. Its identity is its own: the
  /// tape tells buffers apart by it.
  private static final class Wrapped implements Buffer {
    private final Backend backend;
    private final Buffer inside;

    Wrapped(Backend backend, Buffer inside) {
      this.backend = backend;
      this.inside = inside;
    }

    @Override
    public Backend backend() {
      return backend;
    }

    @Override
    public int length() {
      return inside.length();
    }

    @Override
    public double get(int index) {
      return inside.get(index);
    }

    @Override
    public void set(int index, double value) {
      inside.set(index, value);
    }

    @Override
    public void read(int at, float[] into, int from, int count) {
      inside.read(at, into, from, count);
    }

    @Override
    public void write(int at, float[] values, int from, int count) {
      inside.write(at, values, from, count);
    }
  }
}
