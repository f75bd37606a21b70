package io.lanewise.cpu;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;

/// Double-precision numbers in an array.
public final class DoubleBuffer implements Buffer {
  private final Backend backend;
  private final double[] array;

  /// A buffer of zeros that belongs to `backend`.
  public DoubleBuffer(Backend backend, int length) {
    this.backend = backend;
    this.array = new double[length];
  }

  /// The numbers themselves, for the kernels.
  public double[] array() {
    return array;
  }

  /// The array of a buffer that [io.lanewise.backend.Operands#check] has let pass.
  public static double[] array(Buffer buffer) {
    return ((DoubleBuffer) buffer).array;
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
    array[index] = value;
  }

  @Override
  public void read(int at, float[] into, int from, int count) {
    for (int i = 0; i < count; i++) {
      into[from + i] = (float) array[at + i];
    }
  }

  @Override
  public void write(int at, float[] values, int from, int count) {
    for (int i = 0; i < count; i++) {
      array[at + i] = values[from + i];
    }
  }
}
