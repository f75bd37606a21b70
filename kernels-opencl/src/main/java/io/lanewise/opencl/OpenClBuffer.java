package io.lanewise.opencl;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import java.util.Objects;

/// float32 numbers in a device's memory, or in a part of one.
final class OpenClBuffer implements Buffer {
  final Cl.Memory memory;
  private final OpenClBackend backend;
  private final OpenClBuffer whole;
  private final int offset;
  private final int length;

  /// What the host has written, where somebody asked for it; of the whole, as the next.
  private float[] written;

  /// Whether a kernel may write here, too.
  private boolean computed;

  OpenClBuffer(OpenClBackend backend, int length) {
    this.backend = backend;
    this.length = length;
    memory = backend.cl().memory((long) length * Float.BYTES);
    whole = this;
    offset = 0;
  }

  private OpenClBuffer(OpenClBuffer whole, int offset, int length) {
    this.backend = whole.backend;
    this.memory = whole.memory;
    this.whole = whole;
    this.offset = offset;
    this.length = length;
  }

  /// Buffers of zeros, one after the other in one memory.
  static Buffer[] together(OpenClBackend backend, int all, int... lengths) {
    OpenClBuffer whole = new OpenClBuffer(backend, all);
    Buffer[] parts = new Buffer[lengths.length];
    int at = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new OpenClBuffer(whole, at, lengths[i]);
      at += lengths[i];
    }
    return parts;
  }

  @Override
  public Buffer memory() {
    return whole;
  }

  @Override
  public int offset() {
    return offset;
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
    backend.cl().read(memory, offset + at, into, from, count);
  }

  @Override
  public void write(int at, float[] values, int from, int count) {
    Objects.checkFromIndexSize(at, count, length);
    backend.cl().write(memory, offset + at, values, from, count);
    if (whole.written != null) {
      System.arraycopy(values, from, whole.written, offset + at, count);
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
