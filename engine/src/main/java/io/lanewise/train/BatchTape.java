package io.lanewise.train;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.data.Batch;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Layer;

/// The tape of one batch size, with the tensors that a batch is copied to: a smaller last batch has
/// one of its own, over the same parameters.
final class BatchTape {
  final int size;
  private final Task task;
  private final Tensor features;
  private final Tensor targets;
  private final float[] targetValues;
  private final Tape tape;
  private final Tensor outputs;
  private final float[] outputValues;

  BatchTape(Layer model, Task task, Shape shape, int size) {
    this.size = size;
    this.task = task;
    int[] dims = new int[shape.rank() + 1];
    dims[0] = size;
    System.arraycopy(shape.toArray(), 0, dims, 1, shape.rank());
    this.features = Tensor.zeros(dims).named("features");
    this.targets = Tensor.zeros(size).named("targets");
    this.targetValues = new float[size];
    Tensor[] seen = new Tensor[1];
    this.tape =
        Tape.record(
            () -> {
              seen[0] = model.forward(features).keep();
              return task.loss(seen[0], targets);
            });
    this.outputs = seen[0];
    this.outputValues = new float[outputs.size()];
  }

  /// Runs the batch forward.
  ///
  /// @return the mean loss
  double forward(Batch batch) {
    load(batch);
    tape.forward();
    return read();
  }

  /// Copies the batch to where the tape reads it.
  void load(Batch batch) {
    batch.copyTo(features, targets);
    for (int i = 0; i < size; i++) {
      targetValues[i] = batch.dataset().target(batch.row(i));
    }
  }

  /// Reads what the tape has computed.
  ///
  /// @return the mean loss
  double read() {
    outputs.copyTo(outputValues);
    return tape.loss();
  }

  void backward() {
    tape.backward();
  }

  /// How many rows of the last batch were given their class.
  int right() {
    int right = 0;
    for (int i = 0; i < size; i++) {
      right += predictedClass(i) == targetValues[i] ? 1 : 0;
    }
    return right;
  }

  int predictedClass(int row) {
    int width = outputValues.length / size;
    return task.predictedClass(outputValues, row * width, width);
  }

  int trueClass(int row) {
    return (int) targetValues[row];
  }

  String firstAnomaly() {
    return tape.firstAnomaly();
  }

  Tape tape() {
    return tape;
  }
}
