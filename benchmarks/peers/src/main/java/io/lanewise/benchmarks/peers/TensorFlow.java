package io.lanewise.benchmarks.peers;

import io.lanewise.backend.Kernel;
import io.lanewise.benchmarks.StepPeer;
import io.lanewise.benchmarks.Work;
import io.lanewise.benchmarks.Workload;
import java.util.Random;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/// TensorFlow-Java in graph mode, its fastest: a step is one run of a session.
public final class TensorFlow implements StepPeer {
  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public String describe() {
    return "TensorFlow " + org.tensorflow.TensorFlow.version() + ", graph mode";
  }

  @Override
  public boolean can(Workload workload) {
    return workload.run() != Workload.Run.TRAINING;
  }

  @Override
  public Work bind(Workload workload) {
    TensorFlowGraph graph = new TensorFlowGraph(workload);
    TFloat32 x = tensor(workload.x(), workload.rows());
    TFloat32 y = tensor(targets(workload), workload.rows());
    Kernel kernel =
        switch (workload.run()) {
          case STEP -> () -> graph.step(x, y);
          case EPOCH -> epoch(workload, graph);
          case INFERENCE -> inference(workload, graph);
          case TRAINING -> throw new IllegalArgumentException(workload.name());
        };
    return new Work(
        kernel,
        () ->
            new float[][] {
              workload.run() == Workload.Run.INFERENCE
                  ? graph.logits(workload.x())
                  : new float[] {graph.loss(x, y)}
            });
  }

  /// TensorFlow-Java has no loader: rows are drawn and copied as a program does that uses it.
  private static Kernel epoch(Workload workload, TensorFlowGraph graph) {
    float[] x = workload.x();
    float[] y = targets(workload);
    int[] order = new int[workload.rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Random random = new Random(1);
    return () -> {
      if (workload.shuffled()) {
        shuffle(order, random);
      }
      for (int from = 0; from < order.length; from += workload.batch()) {
        int rows = Math.min(workload.batch(), order.length - from);
        try (TFloat32 batch = tensor(drawn(x, order, from, rows), rows);
            TFloat32 targets = tensor(drawn(y, order, from, rows), rows)) {
          graph.step(batch, targets);
        }
      }
    };
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  private static float[] drawn(float[] all, int[] order, int from, int rows) {
    int width = all.length / order.length;
    float[] some = new float[rows * width];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(all, order[from + i] * width, some, i * width, width);
    }
    return some;
  }

  private static Kernel inference(Workload workload, TensorFlowGraph graph) {
    float[] x = workload.x();
    return () -> graph.logits(x);
  }

  private static TFloat32 tensor(float[] values, int rows) {
    return TFloat32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }

  /// Cross-entropy wants the share of every class.
  private static float[] targets(Workload workload) {
    float[] y = workload.y();
    int classes = workload.outputs();
    if (classes == 1) {
      return y;
    }
    float[] shares = new float[y.length * classes];
    for (int i = 0; i < y.length; i++) {
      shares[i * classes + (int) y[i]] = 1;
    }
    return shares;
  }
}
