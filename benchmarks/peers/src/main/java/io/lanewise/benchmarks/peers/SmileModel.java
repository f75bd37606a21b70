package io.lanewise.benchmarks.peers;

import io.lanewise.benchmarks.Workload;
import java.util.List;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/// A workload's model with its first parameters.
final class SmileModel extends MLP {
  private static final long serialVersionUID = 1;

  private final int outputs;

  SmileModel(Workload workload) {
    super(layers(workload.sizes()));
    outputs = workload.outputs();
    float[][] parameters = workload.parameters();
    // The first of its layers holds the features.
    for (int i = 1; i < net.length; i++) {
      set(net[i], parameters[2 * i - 2], parameters[2 * i - 1]);
    }
    set(output, parameters[parameters.length - 2], parameters[parameters.length - 1]);
    setLearningRate(TimeFunction.constant(workload.rate()));
  }

  private static LayerBuilder[] layers(List<Integer> sizes) {
    LayerBuilder[] layers = new LayerBuilder[sizes.size()];
    int last = layers.length - 1;
    layers[0] = Layer.input(sizes.get(0));
    for (int i = 1; i < last; i++) {
      layers[i] = Layer.rectifier(sizes.get(i));
    }
    int outputs = sizes.get(last);
    layers[last] =
        Layer.mle(outputs, outputs == 1 ? OutputFunction.SIGMOID : OutputFunction.SOFTMAX);
    return layers;
  }

  private static void set(Layer layer, float[] weight, float[] bias) {
    int in = layer.getInputSize();
    for (int o = 0; o < layer.getOutputSize(); o++) {
      for (int i = 0; i < in; i++) {
        layer.weight().set(o, i, weight[o * in + i]);
      }
      layer.bias().set(o, bias[o]);
    }
  }

  /// Of class 1, or of every class, row by row.
  double[][] probabilities(double[][] rows) {
    double[][] all = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] p = new double[Math.max(2, outputs)];
      predict(rows[i], p);
      all[i] = outputs == 1 ? new double[] {p[1]} : p;
    }
    return all;
  }
}
