package io.lanewise.cpu;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;

/// Single-precision numbers in an array.
public final class FloatBuffer implements Buffer {
  private final Backend backend;
  private final float[] array;

  /// A buffer of zeros that belongs to `backend`.
  public FloatBuffer(Backend backend, int length) {
    this.backend = backend;
    this.array = new float[length];
  }

  @Override
  public float[] floats() {
    return array;
  }

  /// The array of a buffer that [io.lanewise.backend.Operands#check] has let pass.
  public static float[] array(Buffer buffer) {
    return ((FloatBuffer) buffer).array;
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public int length() {
    return array.length;
  }

  @Override
  public double get(int index) {
    return array[index];
  }

  @Override
  public void set(int index, double value) {
    array[index] = (float) value;
  }

  @Override
  public void read(int at, float[] into, int from, int count) {
    System.arraycopy(array, at, into, from, count);
  }

  @Override
  public void write(int at, float[] values, int from, int count) {
    System.arraycopy(values, from, array, at, count);
  }
}
