package io.lanewise.opencl;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import java.util.Objects;

/// float32 numbers in a device's memory.
final class OpenClBuffer implements Buffer {
  final Cl.Memory memory;
  private final OpenClBackend backend;
  private final int length;

  /// What the host has written, where somebody asked for it.
  private float[] written;

  /// Whether a kernel may write here, too.
  private boolean computed;

  OpenClBuffer(OpenClBackend backend, int length) {
    this.backend = backend;
    this.length = length;
    memory = backend.cl().memory((long) length * Float.BYTES);
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
    if (written != null) {
      System.arraycopy(values, from, written, at, count);
    }
  }

  /// Says that a kernel may write here.
  void computed() {
    computed = true;
    written = null;
  }

  /// All elements, to look at. Where only the host writes, as it does the classes of a batch, it
  /// remembers them, and the device is not waited for.
  float[] toLookAt() {
    if (written != null) {
      return written;
    }
    float[] now = new float[length];
    read(0, now, 0, length);
    if (!computed) {
      written = now;
    }
    return now;
  }
}
