package io.lanewise.benchmarks.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import io.lanewise.backend.Kernel;
import io.lanewise.benchmarks.StepPeer;
import io.lanewise.benchmarks.Work;
import io.lanewise.benchmarks.Workload;

/// DJL with the PyTorch engine: blocks and a trainer as its documentation has them, intermediates
/// in a manager of their own that is closed after each step.
public final class Djl implements StepPeer {
  static final String ENGINE = "PyTorch";

  /// Sets the threads to the engine's before anything is loaded.
  public Djl() {
    String threads = System.getProperty("lanewise.threads", "1");
    System.setProperty("ai.djl.pytorch.num_threads", threads);
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String describe() {
    Engine engine = Engine.getEngine(ENGINE);
    return "DJL " + Engine.getDjlVersion() + ", PyTorch " + engine.getVersion();
  }

  @Override
  public boolean can(Workload workload) {
    return true;
  }

  @Override
  public Work bind(Workload workload) {
    if (workload.run() == Workload.Run.TRAINING) {
      return new DjlRun(workload).work();
    }
    DjlModel model = new DjlModel(workload);
    int rows = workload.rows();
    float[] features = workload.x();
    NDArray x = model.manager().create(features, new Shape(rows, workload.features()));
    NDArray y = model.targets(workload.y());
    Kernel kernel =
        switch (workload.run()) {
          case STEP -> () -> model.step(x, y);
          case EPOCH -> epoch(workload, model, x, y);
          case INFERENCE -> () -> model.logits(features);
          case TRAINING -> throw new IllegalStateException();
        };
    return new Work(
        kernel,
        () ->
            new float[][] {
              workload.run() == Workload.Run.INFERENCE
                  ? model.logits(features)
                  : new float[] {model.loss(x, y)}
            });
  }

  private static Kernel epoch(Workload workload, DjlModel model, NDArray x, NDArray y) {
    ArrayDataset data =
        new ArrayDataset.Builder()
            .setData(x)
            .optLabels(y)
            .setSampling(workload.batch(), workload.shuffled())
            .build();
    return () -> model.epoch(data);
  }
}
