package io.lanewise;

import io.lanewise.layout.Shape;
import io.lanewise.op.Concat;
import io.lanewise.random.Philox;

/// How tensors are made: every method here is called on [Tensor], `Tensor.zeros(2, 3)` for
/// instance. New tensors live on [Backends#current].
public abstract sealed class Creation permits Tensor {
  Creation() {}

  /// A tensor of zeros.
  public static Tensor zeros(int... dims) {
    return zeros(Shape.of(dims));
  }

  /// A tensor of zeros.
  public static Tensor zeros(Shape shape) {
    return Tensor.allocate(Backends.current(), shape);
  }

  /// A tensor of ones.
  public static Tensor ones(int... dims) {
    return full(1, dims);
  }

  /// A tensor of one value.
  public static Tensor full(double value, int... dims) {
    Tensor t = zeros(dims);
    for (int i = 0; i < t.size(); i++) {
      t.storage.buffer.set(i, value);
    }
    return t;
  }

  /// A tensor of these values in row-major order.
  ///
  /// @throws IllegalArgumentException if their number is not the shape's
  public static Tensor of(float[] values, int... dims) {
    Tensor t = zeros(dims);
    t.copyFrom(values);
    return t;
  }

  /// A vector of these values.
  public static Tensor of(float... values) {
    return of(values, values.length);
  }

  /// A tensor of these values in row-major order, in double where the backend keeps it.
  ///
  /// @throws IllegalArgumentException if their number is not the shape's
  public static Tensor ofDoubles(double[] values, int... dims) {
    Tensor t = zeros(dims);
    t.requireCount(values.length, "ofDoubles");
    for (int i = 0; i < values.length; i++) {
      t.storage.buffer.set(i, values[i]);
    }
    return t;
  }

  /// A tensor of rank 0.
  public static Tensor scalar(double value) {
    return full(value);
  }

  /// The vector 0, 1, …, n − 1.
  public static Tensor arange(int n) {
    return arange(0, n, 1);
  }

  /// The vector from, from + step, … up to but not including `to`.
  ///
  /// @throws IllegalArgumentException if the step is 0 or leads away from `to`
  public static Tensor arange(double from, double to, double step) {
    double steps = (to - from) / step;
    double n = Math.ceil(steps);
    if (!(step != 0 && steps >= 0 && n <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "arange from " + from + " to " + to + " by " + step + ": the steps never get there");
    }
    Tensor t = zeros((int) n);
    for (int i = 0; i < t.size(); i++) {
      t.storage.buffer.set(i, from + i * step);
    }
    return t;
  }

  /// The vector of `n` values evenly spaced from `from` to `to`, both included.
  public static Tensor linspace(double from, double to, int n) {
    Tensor t = zeros(n);
    for (int i = 0; i < n; i++) {
      double share = n == 1 ? 0 : i / (n - 1.0);
      t.storage.buffer.set(i, from * (1 - share) + to * share);
    }
    return t;
  }

  /// The identity matrix [n, n].
  public static Tensor eye(int n) {
    Tensor t = zeros(n, n);
    for (int i = 0; i < n; i++) {
      t.storage.buffer.set(i * n + i, 1);
    }
    return t;
  }

  /// Uniform random numbers on [0, 1): element i is number i of stream 0 of the seed ([Philox]).
  public static Tensor uniform(long seed, int... dims) {
    Tensor t = zeros(dims);
    Philox random = new Philox(seed, 0);
    for (int i = 0; i < t.size(); i++) {
      t.storage.buffer.set(i, random.uniform(i));
    }
    return t;
  }

  /// Standard normal random numbers: element i is number i of stream 0 of the seed ([Philox]).
  public static Tensor normal(long seed, int... dims) {
    Tensor t = zeros(dims);
    Philox random = new Philox(seed, 0);
    for (int i = 0; i < t.size(); i++) {
      t.storage.buffer.set(i, random.normal(i));
    }
    return t;
  }

  // Joining

  /// The tensors one after another along an existing axis.
  public static Tensor concat(int axis, Tensor... tensors) {
    return Dispatch.apply(new Concat(axis), tensors);
  }

  /// The tensors, all of one shape, one after another along a new axis.
  ///
  /// @throws IllegalArgumentException if their shapes differ
  public static Tensor stack(int axis, Tensor... tensors) {
    Tensor[] in = new Tensor[tensors.length];
    for (int i = 0; i < in.length; i++) {
      if (!tensors[i].shape().equals(tensors[0].shape())) {
        throw new IllegalArgumentException(
            "stack: "
                + tensors[0].shape()
                + " and "
                + tensors[i].shape()
                + " differ; only tensors of one shape can be stacked, concat joins others");
      }
      in[i] = tensors[i].unsqueeze(axis);
    }
    return concat(axis, in);
  }
}
