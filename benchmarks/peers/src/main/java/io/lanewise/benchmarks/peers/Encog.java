package io.lanewise.benchmarks.peers;

import io.lanewise.backend.Kernel;
import io.lanewise.benchmarks.StepPeer;
import io.lanewise.benchmarks.Work;
import io.lanewise.benchmarks.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.ml.data.MLData;
import org.encog.ml.data.MLDataPair;
import org.encog.ml.data.basic.BasicMLData;
import org.encog.ml.data.basic.BasicMLDataPair;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
import org.encog.neural.networks.training.propagation.sgd.update.MomentumUpdate;

/// Encog: plain Java in double precision, row by row.
public final class Encog implements StepPeer {
  /// A step beyond takes seconds.
  private static final int WIDEST = 1000;

  @Override
  public String name() {
    return "encog";
  }

  @Override
  public String describe() {
    return "Encog " + org.encog.Encog.VERSION;
  }

  @Override
  public boolean can(Workload workload) {
    return switch (workload.run()) {
      case STEP, EPOCH -> workload.sizes().stream().allMatch(s -> s < WIDEST);
      case INFERENCE -> true;
      case TRAINING -> false;
    };
  }

  @Override
  public String differs(Workload workload) {
    if (workload.run() == Workload.Run.INFERENCE) {
      return "in double precision, and with softmax after the logits.";
    }
    return "in double precision, row by row; instead of the loss it notes the squared error."
        + (sameLosses(workload)
            ? ""
            : " Its gradients are others, in the same work: version 3.4 takes the derivative of the"
                + " activation above a hidden layer for that layer's own.");
  }

  /// Not with hidden layers, for which its SGD takes the wrong activation's derivative.
  @Override
  public boolean sameLosses(Workload workload) {
    return workload.run() == Workload.Run.INFERENCE || workload.sizes().size() == 2;
  }

  @Override
  public Work bind(Workload workload) {
    BasicNetwork network = network(workload);
    List<MLDataPair> pairs = pairs(workload);
    Kernel kernel =
        switch (workload.run()) {
          case STEP -> {
            StochasticGradientDescent sgd = sgd(workload, network);
            yield () -> step(sgd, pairs);
          }
          case EPOCH -> epoch(workload, sgd(workload, network), pairs);
          case INFERENCE -> {
            MLData row = pairs.getFirst().getInput();
            yield () -> network.compute(row);
          }
          case TRAINING -> throw new IllegalArgumentException(workload.name());
        };
    List<MLDataPair> inOrder = List.copyOf(pairs);
    return new Work(kernel, () -> outputs(workload, network, inOrder));
  }

  private static void step(StochasticGradientDescent sgd, List<MLDataPair> pairs) {
    sgd.resetError();
    for (MLDataPair pair : pairs) {
      sgd.process(pair);
    }
    sgd.update();
  }

  private static Kernel epoch(
      Workload workload, StochasticGradientDescent sgd, List<MLDataPair> pairs) {
    Random random = new Random(1);
    int batch = workload.batch();
    int rest = pairs.size() % batch;
    return () -> {
      if (workload.shuffled()) {
        Collections.shuffle(pairs, random);
      }
      sgd.setLearningRate(workload.rate() / batch);
      for (int from = 0; from + batch <= pairs.size(); from += batch) {
        step(sgd, pairs.subList(from, from + batch));
      }
      if (rest > 0) {
        sgd.setLearningRate(workload.rate() / rest);
        step(sgd, pairs.subList(pairs.size() - rest, pairs.size()));
      }
    };
  }

  private static BasicNetwork network(Workload workload) {
    BasicNetwork network = new BasicNetwork();
    List<Integer> sizes = workload.sizes();
    int last = sizes.size() - 1;
    network.addLayer(new BasicLayer(null, true, sizes.get(0)));
    for (int i = 1; i <= last; i++) {
      ActivationFunction activation =
          i < last
              ? new ActivationReLU()
              : sizes.get(i) == 1 ? new ActivationSigmoid() : new ActivationSoftMax();
      network.addLayer(new BasicLayer(activation, i < last, sizes.get(i)));
    }
    network.getStructure().finalizeStructure();
    network.reset(1);
    float[][] parameters = workload.parameters();
    for (int i = 0; i < last; i++) {
      int in = sizes.get(i);
      for (int o = 0; o < sizes.get(i + 1); o++) {
        for (int j = 0; j < in; j++) {
          network.setWeight(i, j, o, parameters[2 * i][o * in + j]);
        }
        // A layer's last neuron, always 1.
        network.setWeight(i, in, o, parameters[2 * i + 1][o]);
      }
    }
    return network;
  }

  /// It sums gradients over a batch, so the rate is divided by the rows.
  private static StochasticGradientDescent sgd(Workload workload, BasicNetwork network) {
    BasicMLDataSet one = new BasicMLDataSet();
    one.add(new BasicMLData(workload.features()), new BasicMLData(workload.outputs()));
    var sgd = new StochasticGradientDescent(network, one);
    sgd.setUpdateRule(new MomentumUpdate());
    sgd.setLearningRate(workload.rate() / workload.batch());
    sgd.setMomentum(0);
    sgd.setBatchSize(1);
    sgd.preIteration();
    sgd.getUpdateRule().init(sgd);
    return sgd;
  }

  private static List<MLDataPair> pairs(Workload workload) {
    double[][] x = DoubleRows.of(workload);
    float[] y = workload.y();
    List<MLDataPair> pairs = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      double[] target = new double[workload.outputs()];
      if (target.length == 1) {
        target[0] = y[i];
      } else {
        target[(int) y[i]] = 1;
      }
      pairs.add(new BasicMLDataPair(new BasicMLData(x[i]), new BasicMLData(target)));
    }
    return pairs;
  }

  private static float[][] outputs(
      Workload workload, BasicNetwork network, List<MLDataPair> pairs) {
    double[][] probabilities =
        pairs.stream()
            .map(p -> network.compute(p.getInput()).getData().clone())
            .toArray(double[][]::new);
    return DoubleRows.outputs(workload, probabilities);
  }
}
