package io.lanewise.cpu;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import java.util.Objects;

/// Single-precision numbers in an array, or in a part of one.
public final class FloatBuffer implements Buffer {
  private final FloatBuffer memory;
  private final Backend backend;
  private final float[] array;
  private final int offset;
  private final int length;

  private FloatBuffer(Backend backend, FloatBuffer memory, float[] array, int offset, int length) {
    this.backend = backend;
    this.memory = memory == null ? this : memory;
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /// A buffer of zeros that belongs to `backend`.
  public FloatBuffer(Backend backend, int length) {
    this(backend, null, new float[length], 0, length);
  }

  /// Buffers of zeros, one after the other in one array.
  public static Buffer[] together(Backend backend, int... lengths) {
    int all = 0;
    for (int length : lengths) {
      all = Math.addExact(all, length);
    }
    FloatBuffer memory = new FloatBuffer(backend, all);
    Buffer[] parts = new Buffer[lengths.length];
    int at = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new FloatBuffer(backend, memory, memory.array, at, lengths[i]);
      at += lengths[i];
    }
    return parts;
  }

  /// The array of a buffer that [io.lanewise.backend.Operands#check] has let pass.
  public static float[] array(Buffer buffer) {
    return ((FloatBuffer) buffer).array;
  }

  /// The arrays of such buffers.
  public static float[][] arrays(Buffer... buffers) {
    float[][] arrays = new float[buffers.length][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = array(buffers[i]);
    }
    return arrays;
  }

  @Override
  public float[] floats() {
    return memory == this ? array : null;
  }

  @Override
  public Buffer memory() {
    return memory;
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
    return array[offset + inside(index, 1)];
  }

  @Override
  public void set(int index, double value) {
    array[offset + inside(index, 1)] = (float) value;
  }

  @Override
  public void read(int at, float[] into, int from, int count) {
    System.arraycopy(array, offset + inside(at, count), into, from, count);
  }

  @Override
  public void write(int at, float[] values, int from, int count) {
    System.arraycopy(values, from, array, offset + inside(at, count), count);
  }

  private int inside(int at, int count) {
    return Objects.checkFromIndexSize(at, count, length);
  }
}
