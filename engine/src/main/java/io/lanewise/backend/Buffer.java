package io.lanewise.backend;

/// Numbers on a backend, zero when allocated. Opaque: the outside speaks float and double, whatever
/// lies inside. Reading waits for the kernels that were run before.
public interface Buffer {
  /// Where it lives.
  Backend backend();

  /// The number of elements.
  int length();

  /// One element.
  double get(int index);

  /// Sets one element.
  void set(int index, double value);

  /// The numbers where they lie, if that is an array in Java's heap: who writes to it writes to the
  /// buffer. Null elsewhere.
  default float[] floats() {
    return null;
  }

  /// What it is a part of, see [Backend#allocateTogether]; itself if it lies alone.
  default Buffer memory() {
    return this;
  }

  /// Where it begins in [#memory].
  default int offset() {
    return 0;
  }

  /// Copies `count` elements from `at` on into an array.
  void read(int at, float[] into, int from, int count);

  /// Copies `count` values from an array to `at` on.
  void write(int at, float[] values, int from, int count);
}
