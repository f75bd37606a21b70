package io.lanewise.verification;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;

/// A backend that hands everything on to another one, and may look at each instruction or bind it
/// in another way: to collect what runs, or to plant a fault.
public final class WrappedBackend implements Backend {
  /// How instructions are bound.
  @FunctionalInterface
  public interface Binding {
    /// @param inner the backend that the buffers belong to
    Kernel bind(Backend inner, Instruction instruction, Buffer... buffers);
  }

  private final Backend inner;
  private final Binding binding;

  /// Around another backend.
  public WrappedBackend(Backend inner, Binding binding) {
    this.inner = inner;
    this.binding = binding;
  }

  @Override
  public String name() {
    return "wrapped " + inner.name();
  }

  @Override
  public Buffer allocate(int length) {
    return new Wrapped(this, inner.allocate(length));
  }

  @Override
  public Kernel bind(Instruction instruction, Buffer... operands) {
    Buffer[] inside = new Buffer[operands.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = ((Wrapped) operands[i]).inside;
    }
    return binding.bind(inner, instruction, inside);
  }

  /// A buffer of the inner backend that says it is the wrapper's. Its identity is its own: the
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
