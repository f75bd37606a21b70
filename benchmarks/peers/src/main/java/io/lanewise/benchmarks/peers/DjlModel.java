package io.lanewise.benchmarks.peers;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import io.lanewise.benchmarks.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// A workload's model with its trainer. It lives as long as the JVM.
final class DjlModel {
  private final Trainer trainer;
  private final SequentialBlock block = new SequentialBlock();
  private final ParameterStore store;
  private final Loss loss;
  private final int features;
  private final boolean binary;

  DjlModel(Workload workload) {
    features = workload.features();
    binary = workload.outputs() == 1;
    List<Integer> sizes = workload.sizes();
    for (int i = 1; i < sizes.size(); i++) {
      block.add(Linear.builder().setUnits(sizes.get(i)).build());
      if (i < sizes.size() - 1) {
        block.add(Activation::relu);
      }
    }
    loss = binary ? Loss.sigmoidBinaryCrossEntropyLoss() : Loss.softmaxCrossEntropyLoss();
    Model model = Model.newInstance("model", Djl.ENGINE);
    model.setBlock(block);
    Tracker rate = Tracker.fixed((float) workload.rate());
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build())
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(workload.batch(), features));
    float[][] parameters = workload.parameters();
    int next = 0;
    for (Parameter parameter : block.getParameters().values()) {
      parameter.getArray().set(parameters[next++]);
    }
    store = new ParameterStore(manager(), false);
  }

  NDManager manager() {
    return trainer.getManager();
  }

  /// Classes as the loss wants them.
  NDArray targets(float[] y) {
    NDArray all = manager().create(y, binary ? new Shape(y.length, 1) : new Shape(y.length));
    return binary ? all : all.toType(DataType.INT64, false);
  }

  /// A step of training.
  ///
  /// @return the loss before the update
  float step(NDArray x, NDArray y) {
    try (NDManager own = manager().newSubManager()) {
      // What is computed from them then belongs to this manager, and goes with it.
      own.tempAttachAll(x, y);
      float value;
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray mean = loss.evaluate(new NDList(y), trainer.forward(new NDList(x)));
        collector.backward(mean);
        value = mean.getFloat();
      }
      trainer.step();
      return value;
    }
  }

  /// A step for each batch of a data set.
  void epoch(Dataset data) {
    try {
      for (Batch batch : trainer.iterateDataset(data)) {
        step(batch.getData().head(), batch.getLabels().head());
        batch.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TranslateException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The loss of the present model.
  float loss(NDArray x, NDArray y) {
    try (NDManager own = manager().newSubManager()) {
      own.tempAttachAll(x, y);
      return loss.evaluate(new NDList(y), block.forward(store, new NDList(x), false)).getFloat();
    }
  }

  /// Inference, from an array to an array.
  float[] logits(float[] rows) {
    try (NDManager own = manager().newSubManager()) {
      NDArray x = own.create(rows, new Shape(rows.length / features, features));
      return block.forward(store, new NDList(x), false).head().toFloatArray();
    }
  }
}
