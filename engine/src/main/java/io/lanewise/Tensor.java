package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.op.Contiguous;
import io.lanewise.op.Operand;
import io.lanewise.program.Slot;
import java.util.Arrays;
import java.util.List;

/// An n-dimensional array of float32 numbers on a backend: a layout over a buffer.
///
/// Views (`reshape`, `transpose`, `slice`, …) share the buffer and move no data; the ops of
/// [Operations] compute new tensors. Sizes and strides never change; values change only through
/// `copyFrom`, `set` and the optimisers.
///
/// ```java
/// Tensor a = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
/// Tensor b = a.transpose().matmul(a);          // [3,3]
/// float trace = b.get(0, 0) + b.get(1, 1) + b.get(2, 2);   // = 91
/// ```
public final class Tensor extends Creation implements Operations {
  final Storage storage;
  final Layout layout;

  Tensor(Storage storage, Layout layout) {
    this.storage = storage;
    this.layout = layout;
  }

  static Tensor allocate(Backend backend, Shape shape) {
    return new Tensor(new Storage(backend.allocate(shape.size()), shape), Layout.of(shape));
  }

  // What it is

  /// The shape.
  public Shape shape() {
    return layout.shape();
  }

  /// The number of axes.
  public int rank() {
    return layout.shape().rank();
  }

  /// The size of an axis; a negative one counts from the last, -1.
  public int dim(int axis) {
    return layout.shape().dim(axis);
  }

  /// The number of elements.
  public int size() {
    return layout.size();
  }

  /// The backend it lives on.
  public Backend backend() {
    return storage.buffer.backend();
  }

  /// Buffer and layout, for code that binds instructions itself.
  public Operand operand() {
    keepIfRecorded();
    storage.known = true;
    return new Operand(Slot.memory(storage.buffer), layout);
  }

  /// As an op sees it. What another tape has computed has to stay where it is.
  Operand seen() {
    if (storage.buffer instanceof Slot s && !s.isOf(Recording.current())) {
      s.keep();
    }
    storage.known = true;
    return new Operand(storage.buffer, layout);
  }

  /// Moves tensors to one memory, one after the other, and their gradients to another: then a step
  /// of an optimiser is one kernel for all of them, and an exchange of gradients one array. Linear
  /// layers and `Sequential` do so with their parameters. Does nothing if an operation has used
  /// one of them already, or one is not a tensor's whole memory.
  ///
  /// ```java
  /// var mlp = new Sequential(new Linear(4, 3), new Relu(), new Linear(3, 2));
  /// Tensor first = mlp.parameters().getFirst();
  /// first.gradient().operand().buffer().memory().length();   // = 23
  /// ```
  public static void layTogether(List<Tensor> tensors) {
    for (Tensor t : tensors) {
      if (t.storage.buffer instanceof Slot || !t.layout.covers(t.storage.buffer.length())) {
        return;
      }
    }
    if (!tensors.isEmpty()) {
      Storage.together(tensors.stream().map(t -> t.storage).toList());
    }
  }

  /// Asks the tape that computes this tensor to leave it readable: a tape that is replayed gives
  /// the memory of its results to others once they are done with, except for its output, for what
  /// was read before the second replay, and for what was asked for here.
  ///
  /// ```java
  /// Tensor[] hidden = new Tensor[1];
  /// Tensor in = Tensor.ones(1, 784);
  /// Tape tape = Tape.record(() -> {
  ///   hidden[0] = in.matmul(Tensor.ones(784, 8)).keep();
  ///   return hidden[0].relu().sum();
  /// });
  /// ```
  public Tensor keep() {
    keepIfRecorded();
    return this;
  }

  private void keepIfRecorded() {
    if (storage.buffer instanceof Slot s) {
      s.keep();
    }
  }

  /// The name that listings and errors use, or null.
  public String name() {
    return storage.name;
  }

  /// Gives it a name for listings and errors.
  public Tensor named(String name) {
    storage.name = name;
    return this;
  }

  // Gradients

  /// Asks for gradients: every tape that uses this tensor from now on computes one for it.
  public Tensor requireGradient() {
    keepIfRecorded();
    storage.wantsGradient = true;
    return this;
  }

  /// Whether gradients are computed for it.
  public boolean requiresGradient() {
    return storage.wantsGradient;
  }

  /// The gradient, of the same shape: zeros until a tape's `backward` has written it.
  ///
  /// @throws IllegalStateException if none was asked for
  public Tensor gradient() {
    if (!storage.wantsGradient) {
      throw new IllegalStateException(
          "this tensor of shape "
              + shape()
              + " has no gradient: call requireGradient() before recording the tape");
    }
    return new Tensor(new Storage(storage.gradient(), storage.shape), layout);
  }

  /// The same numbers without their past: no gradient flows through the result.
  public Tensor detach() {
    keepIfRecorded(); // for its tape does not know of the other tensor
    storage.known = true;
    Storage same = new Storage(storage.buffer, storage.shape);
    same.known = true;
    return new Tensor(same, layout);
  }

  // Views

  private Tensor view(Layout l) {
    return new Tensor(storage, l);
  }

  /// The same elements in the same order under another shape: a view where strides allow it, else a
  /// copy. One size may be −1 and is then inferred.
  ///
  /// @throws IllegalArgumentException if the number of elements differs
  public Tensor reshape(int... dims) {
    Shape to = inferred(dims);
    Layout l = layout.reshape(to).orElse(null);
    return l != null ? view(l) : contiguous().reshape(dims);
  }

  private Shape inferred(int[] dims) {
    int unknown = -1;
    long known = 1;
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] != -1) {
        known *= dims[i];
      } else if (unknown < 0) {
        unknown = i;
      } else {
        throw new IllegalArgumentException(
            "reshape " + shape() + " to " + Arrays.toString(dims) + ": only one size can be -1");
      }
    }
    if (unknown < 0) {
      return Shape.of(dims);
    }
    if (known == 0 || size() % known != 0) {
      throw new IllegalArgumentException(
          "reshape "
              + shape()
              + " to "
              + Arrays.toString(dims)
              + ": "
              + size()
              + " elements cannot be divided by "
              + known);
    }
    int[] all = dims.clone();
    all[unknown] = (int) (size() / known);
    return Shape.of(all);
  }

  /// The same elements under another shape, always as a view.
  ///
  /// @throws IllegalArgumentException if strides cannot express it, or the number of elements
  ///     differs
  public Tensor view(int... dims) {
    Shape to = inferred(dims);
    return view(
        layout
            .reshape(to)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "view of "
                            + layout
                            + " as "
                            + to
                            + ": its strides do not allow it without a copy; use reshape")));
  }

  /// The last two axes exchanged.
  public Tensor transpose() {
    return view(layout.transpose());
  }

  /// The axes in another order: axis i of the result is axis `axes[i]` of this.
  public Tensor permute(int... axes) {
    return view(layout.permute(axes));
  }

  /// Elements `from` (included) to `to` (excluded) of an axis.
  public Tensor slice(int axis, int from, int to) {
    return view(layout.slice(axis, from, to));
  }

  /// Every `step`-th element from `from` (included) to `to` (excluded) of an axis.
  public Tensor slice(int axis, int from, int to, int step) {
    return view(layout.slice(axis, from, to, step));
  }

  /// One element of an axis; the axis goes.
  ///
  /// @throws IllegalArgumentException if the axis has no such element
  public Tensor select(int axis, int index) {
    if (index < 0 || index >= dim(axis)) {
      throw new IllegalArgumentException(
          "select element "
              + index
              + " of axis "
              + axis
              + " of "
              + shape()
              + ": its elements are 0 to "
              + (dim(axis) - 1));
    }
    return view(layout.slice(axis, index, index + 1).squeeze(axis));
  }

  /// Repeated along axes of size 1 and new leading axes, without copying.
  public Tensor expand(int... dims) {
    return view(layout.expand(Shape.of(dims)));
  }

  /// An axis of size 1 removed.
  public Tensor squeeze(int axis) {
    return view(layout.squeeze(axis));
  }

  /// A new axis of size 1 before `axis`; -1 appends it.
  public Tensor unsqueeze(int axis) {
    return view(layout.unsqueeze(axis));
  }

  /// The axes from `axis` on as one.
  public Tensor flatten(int axis) {
    int a = shape().axis(axis);
    int[] dims = Arrays.copyOf(shape().toArray(), a + 1);
    int rest = 1;
    for (int i = a; i < rank(); i++) {
      rest *= dim(i);
    }
    dims[a] = rest;
    return reshape(dims);
  }

  /// Parts of equal size along an axis, as views.
  ///
  /// @throws IllegalArgumentException if the axis cannot be divided so
  public Tensor[] split(int axis, int parts) {
    int n = dim(axis);
    if (parts < 1 || n % parts != 0) {
      throw new IllegalArgumentException(
          "split axis "
              + axis
              + " of "
              + shape()
              + " into "
              + parts
              + " parts: "
              + n
              + " elements cannot be divided into "
              + parts
              + " equal parts; use slice for parts of different sizes");
    }
    Tensor[] result = new Tensor[parts];
    for (int i = 0; i < parts; i++) {
      result[i] = slice(axis, i * (n / parts), (i + 1) * (n / parts));
    }
    return result;
  }

  /// This tensor if its elements lie in row-major order without gaps, else a copy that does.
  public Tensor contiguous() {
    return layout.contiguous() ? this : Dispatch.apply(new Contiguous(), this);
  }

  // Values

  Buffer readable(String what) {
    if (Tape.recording()) {
      throw new IllegalStateException(
          what
              + " inside Tape.record: a replay would not see another value; read it after"
              + " recording, or compute it with tensor operations");
    }
    keepIfRecorded();
    return storage.buffer;
  }

  /// The only element.
  ///
  /// @throws IllegalStateException if there is more than one, or a tape is being recorded
  public float item() {
    if (size() != 1) {
      throw new IllegalStateException(
          "item() of shape " + shape() + ": it has " + size() + " elements; use get or toArray");
    }
    return (float) readable("item()").get(layout.offset());
  }

  /// One element.
  ///
  /// @throws IllegalArgumentException if the index is not within the shape
  /// @throws IllegalStateException if a tape is being recorded
  public float get(int... index) {
    return (float) readable("get()").get(at(index));
  }

  /// Sets one element.
  ///
  /// @throws IllegalArgumentException if the index is not within the shape, or the tensor is
  ///     expanded: elsewhere it would change too
  public void set(double value, int... index) {
    requireDistinct();
    storage.buffer.set(at(index), value);
  }

  private int at(int[] index) {
    int at = layout.offset();
    boolean inside = index.length == rank();
    for (int i = 0; inside && i < index.length; i++) {
      inside = index[i] >= 0 && index[i] < dim(i);
      at += inside ? index[i] * layout.stride(i) : 0;
    }
    if (!inside) {
      throw new IllegalArgumentException(
          "index " + Arrays.toString(index) + " is not within the shape " + shape());
    }
    return at;
  }

  /// All elements in row-major order.
  public float[] toArray() {
    readable("toArray()");
    float[] values = new float[size()];
    copyTo(values);
    return values;
  }

  /// All elements in row-major order into an array of the caller's, from its start on; allocates
  /// nothing.
  ///
  /// @throws IllegalArgumentException if the array is too short
  public void copyTo(float[] into) {
    Buffer buffer = readable("copyTo()");
    if (into.length < size()) {
      throw new IllegalArgumentException(
          "copyTo: shape " + shape() + " does not fit into an array of " + into.length);
    }
    if (layout.contiguous()) {
      buffer.read(layout.offset(), into, 0, size());
    } else {
      for (int i = 0; i < size(); i++) {
        into[i] = (float) buffer.get(layout.at(i));
      }
    }
  }

  /// All elements in row-major order, in double where the backend keeps it.
  public double[] toDoubles() {
    Buffer buffer = readable("toDoubles()");
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.get(layout.at(i));
    }
    return values;
  }

  /// Sets all elements, in row-major order.
  ///
  /// @throws IllegalArgumentException if their number is not this tensor's
  public Tensor copyFrom(float[] values) {
    requireCount(values.length, "copyFrom");
    if (layout.contiguous()) {
      storage.buffer.write(layout.offset(), values, 0, values.length);
    } else {
      requireDistinct();
      for (int i = 0; i < values.length; i++) {
        storage.buffer.set(layout.at(i), values[i]);
      }
    }
    return this;
  }

  /// Sets all elements to those of another tensor, which may live on another backend, or share
  /// this one's memory.
  ///
  /// @throws IllegalArgumentException if the shapes differ
  /// @throws IllegalStateException if a tape is being recorded
  public Tensor copyFrom(Tensor other) {
    if (!other.shape().equals(shape())) {
      throw new IllegalArgumentException(
          "copyFrom: a tensor of shape "
              + other.shape()
              + " does not fit into one of shape "
              + shape()
              + "; a tape keeps its shapes, so record another one for another shape");
    }
    requireDistinct();
    Buffer from = other.readable("copyFrom()");
    if (from == storage.buffer) {
      return copyFromShared(other.toDoubles());
    }
    for (int i = 0; i < size(); i++) {
      storage.buffer.set(layout.at(i), from.get(other.layout.at(i)));
    }
    return this;
  }

  /// Where two views overlap, everything has to be read before anything is written.
  private Tensor copyFromShared(double[] values) {
    for (int i = 0; i < values.length; i++) {
      storage.buffer.set(layout.at(i), values[i]);
    }
    return this;
  }

  void requireCount(int n, String what) {
    if (n != size()) {
      throw new IllegalArgumentException(
          what + ": " + n + " values do not fill shape " + shape() + " of " + size());
    }
  }

  private void requireDistinct() {
    if (layout.repeats()) {
      throw new IllegalArgumentException(
          "writing to an expanded tensor "
              + layout
              + ": its elements share memory; write to the"
              + " tensor it was expanded from");
    }
  }

  /// A copy on another backend, or this tensor if it lives there already.
  public Tensor to(Backend backend) {
    if (backend == backend()) {
      return this;
    }
    Tensor t = allocate(backend, shape());
    t.copyFrom(this);
    t.storage.name = storage.name;
    t.storage.wantsGradient = storage.wantsGradient;
    return t;
  }

  /// Shape and values, large tensors shortened in the middle of each axis.
  @Override
  public String toString() {
    return TensorText.of(this);
  }

  /// One line: shape, smallest, largest and mean value, and how many are NaN or infinite.
  public String describe() {
    return TensorText.describe(this);
  }
}
