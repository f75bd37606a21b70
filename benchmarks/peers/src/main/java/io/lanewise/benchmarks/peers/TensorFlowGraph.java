package io.lanewise.benchmarks.peers;

import io.lanewise.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/// A workload's model, loss, gradients and updates as one graph. It and its session live as long as
/// the JVM.
final class TensorFlowGraph {
  private final Graph graph = new Graph();
  private final Ops ops = Ops.create(graph);
  private final List<Variable<TFloat32>> variables = new ArrayList<>();
  private final List<Op> assignments = new ArrayList<>();
  private final List<Op> updates = new ArrayList<>();
  private final Placeholder<TFloat32> x;
  private final Placeholder<TFloat32> y;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> loss;
  private final Session session;
  private final int features;
  private final float[] result;

  TensorFlowGraph(Workload workload) {
    features = workload.features();
    result = new float[workload.rows() * workload.outputs()];
    // An epoch has batches of two sizes; where there is one, the graph may know it.
    long rows = workload.run() == Workload.Run.EPOCH ? -1 : workload.rows();
    x = placeholder(rows, features);
    y = placeholder(rows, workload.outputs());
    logits = logits(workload);
    loss = loss(workload);
    if (workload.run() != Workload.Run.INFERENCE) {
      update(workload);
    }
    int threads = Integer.getInteger("lanewise.threads", 1);
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build());
    Session.Runner runner = session.runner();
    assignments.forEach(runner::addTarget);
    runner.run().close();
  }

  private Placeholder<TFloat32> placeholder(long rows, long columns) {
    return ops.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, columns)));
  }

  private Operand<TFloat32> logits(Workload workload) {
    List<Integer> sizes = workload.sizes();
    float[][] parameters = workload.parameters();
    Operand<TFloat32> z = x;
    for (int i = 1; i < sizes.size(); i++) {
      int in = sizes.get(i - 1);
      int out = sizes.get(i);
      Operand<TFloat32> weight =
          variable(transposed(parameters[2 * i - 2], out, in), Shape.of(in, out));
      Operand<TFloat32> bias = variable(parameters[2 * i - 1], Shape.of(out));
      z = ops.nn.biasAdd(ops.linalg.matMul(z, weight), bias);
      if (i < sizes.size() - 1) {
        z = ops.nn.relu(z);
      }
    }
    return z;
  }

  /// TensorFlow stores a weight as `[in, out]`.
  private static float[] transposed(float[] weight, int out, int in) {
    float[] t = new float[weight.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        t[i * out + o] = weight[o * in + i];
      }
    }
    return t;
  }

  private Operand<TFloat32> variable(float[] values, Shape shape) {
    Variable<TFloat32> variable = ops.variable(shape, TFloat32.class);
    assignments.add(ops.assign(variable, ops.constant(shape, DataBuffers.of(values))));
    variables.add(variable);
    return variable;
  }

  private Operand<TFloat32> loss(Workload workload) {
    if (workload.outputs() > 1) {
      return ops.math.mean(
          ops.nn.softmaxCrossEntropyWithLogits(logits, y).loss(), ops.constant(new int[] {0}));
    }
    // max(z, 0) − z·y + log(1 + exp(−|z|)), as TensorFlow's own function for Python writes it.
    Operand<TFloat32> tail = ops.math.log1p(ops.math.exp(ops.math.neg(ops.math.abs(logits))));
    Operand<TFloat32> each =
        ops.math.add(ops.math.sub(ops.nn.relu(logits), ops.math.mul(logits, y)), tail);
    return ops.math.mean(each, ops.constant(new int[] {0, 1}));
  }

  /// Updates wait until all gradients are there: those of lower layers read the weights above.
  private void update(Workload workload) {
    Gradients gradients = ops.gradients(loss, variables);
    List<Op> all = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      all.add(gradients.<TFloat32>dy(i));
    }
    Ops gated = ops.withControlDependencies(all);
    Operand<TFloat32> rate = ops.constant((float) workload.rate());
    for (int i = 0; i < variables.size(); i++) {
      updates.add(
          gated.train.applyGradientDescent(variables.get(i), rate, gradients.<TFloat32>dy(i)));
    }
  }

  /// A step of training.
  ///
  /// @return the loss before the update
  float step(TFloat32 batch, TFloat32 targets) {
    Session.Runner runner = session.runner().feed(x, batch).feed(y, targets).fetch(loss);
    updates.forEach(runner::addTarget);
    try (Result fetched = runner.run()) {
      return ((TFloat32) fetched.get(0)).getFloat();
    }
  }

  /// The loss of the present model.
  float loss(TFloat32 batch, TFloat32 targets) {
    try (Result fetched = session.runner().feed(x, batch).feed(y, targets).fetch(loss).run()) {
      return ((TFloat32) fetched.get(0)).getFloat();
    }
  }

  /// Inference, from an array to an array that is always the same.
  float[] logits(float[] rows) {
    Shape shape = Shape.of(rows.length / features, features);
    try (TFloat32 batch = TFloat32.tensorOf(shape, DataBuffers.of(rows));
        Result fetched = session.runner().feed(x, batch).fetch(logits).run()) {
      ((TFloat32) fetched.get(0)).asRawTensor().data().asFloats().read(result);
    }
    return result;
  }
}
