package io.lanewise.opencl;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import java.util.Objects;

/// float32 numbers in a device's memory.
final class OpenClBuffer implements Buffer {
  final Cl.Memory memory;
  private final OpenClBackend backend;
  private final int length;

  OpenClBuffer(OpenClBackend backend, int length) {
    this.backend = backend;
    this.length = length;
    memory = backend.cl().memory((long) length * Float.BYTES);
    backend.cl().write(memory, 0, new float[length], 0, length);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public double get(int index) {
    float[] one = new float[1];
    read(index, one, 0, 1);
    return one[0];
  }

  @Override
  public void set(int index, double value) {
    write(index, new float[] {(float) value}, 0, 1);
  }

  @Override
  public void read(int at, float[] into, int from, int count) {
    Objects.checkFromIndexSize(at, count, length);
    backend.cl().read(memory, at, into, from, count);
  }

  @Override
  public void write(int at, float[] values, int from, int count) {
    Objects.checkFromIndexSize(at, count, length);
    backend.cl().write(memory, at, values, from, count);
  }
}
