package io.lanewise.verification.rules;

import io.lanewise.Backends;
import io.lanewise.GradCheck;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.formula.Formula;
import io.lanewise.layout.Shape;
import io.lanewise.op.Elementwise;
import io.lanewise.op.Op;
import io.lanewise.op.Sample;
import io.lanewise.random.Philox;
import io.lanewise.verification.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A use of an op, with everything that decides the outcome of its check.
///
/// The parameters are the tensors that hold the operands, margins included; the operands are views
/// of them. So the check covers the way a gradient takes through views, and that nothing leaks into
/// the margins.
///
/// @param op the op
/// @param operands what they are and how they lie
/// @param kinks formulas over the operands that are 0 where the op is not differentiable
/// @param shared whether the first operand is the second one too
/// @param again whether the parameters have a second use, so that gradients have to be added
/// @param seed of the values
record Use(
    Op op, List<Argument> operands, List<Formula> kinks, boolean shared, boolean again, int seed) {
  /// One operand.
  record Argument(Sample.Argument values, Placement placement) {
    Shape shape() {
      return values.shape();
    }

    Tensor view(Tensor storage) {
      return placement.view(storage, shape());
    }
  }

  /// Values closer to a kink than this are drawn anew: the differences step over less.
  private static final double CLEARANCE = 1e-3;

  private static final int REDRAWS = 200;

  /// The error of the directional check.
  ///
  /// @throws AssertionError if the gradient is wrong
  double check() {
    return Backends.with(Backends.reference(), this::checkOnReference);
  }

  private double checkOnReference() {
    Tensor[] storages = clearOfKinks();
    List<Tensor> parameters = parameters(storages);
    Tensor weights = weights();
    // A constant larger than the terms together: they round, even where they cancel.
    double size = result(storages).mul(weights).abs().sum().toDoubles()[0];
    return GradCheck.check(
        () -> loss(result(storages), parameters, weights).add(2 * size),
        parameters.toArray(Tensor[]::new));
  }

  /// The op's result and the gradients of its parameters, computed on a backend.
  List<float[]> computeOn(Backend backend) {
    return Backends.with(backend, () -> compute());
  }

  private List<float[]> compute() {
    Tensor[] storages = drawn(0);
    List<Tensor> parameters = parameters(storages);
    Tensor weights = weights();
    for (Tensor p : parameters) {
      p.requireGradient();
    }
    List<float[]> all = new ArrayList<>();
    Tensor[] kept = new Tensor[1];
    Tape tape =
        Tape.record(
            () -> {
              kept[0] = result(storages);
              return loss(kept[0], parameters, weights);
            });
    all.add(kept[0].toArray());
    if (!parameters.isEmpty()) {
      tape.backward();
      parameters.forEach(p -> all.add(p.gradient().toArray()));
    }
    return all;
  }

  private List<Tensor> parameters(Tensor[] storages) {
    List<Tensor> parameters = new ArrayList<>();
    for (int i = 0; i < storages.length; i++) {
      boolean own = i != 1 || !shared;
      if (own && op.differentiable(i)) {
        parameters.add(storages[i].named("the storage of operand " + i));
      }
    }
    return parameters;
  }

  private Tensor weights() {
    return values(new Sample.Argument(op.shape(shapes()), 0.5, 1.5, Sample.Kind.REAL), 99);
  }

  private Tensor result(Tensor[] storages) {
    Tensor[] in = views(storages);
    return in[0].apply(op, Arrays.copyOfRange(in, 1, in.length));
  }

  private Tensor loss(Tensor result, List<Tensor> parameters, Tensor weights) {
    Tensor loss = result.mul(weights).sum();
    return again ? loss.add(parameters.get(0).mul(0.25).sum()) : loss;
  }

  /// The same use of larger operands, each axis of size i now of size `sizes[i]`: what was equal
  /// stays equal, what was broadcast stays so.
  ///
  /// @param largest the most elements that an operand or the result may have
  /// @return this use where it would have more
  Use stretched(int[] sizes, int largest) {
    try {
      Use use = stretched(sizes);
      return use.size() <= largest ? use : this;
    } catch (IllegalArgumentException e) {
      return this; // more elements than any tensor may have
    }
  }

  private Use stretched(int... sizes) {
    List<Argument> wider = new ArrayList<>();
    for (Argument a : operands) {
      int[] dims = a.shape().toArray();
      for (int d = 0; d < dims.length; d++) {
        dims[d] = dims[d] < sizes.length ? sizes[dims[d]] : dims[d];
      }
      Sample.Argument v = a.values;
      Sample.Argument values = new Sample.Argument(Shape.of(dims), v.low(), v.high(), v.kind());
      wider.add(new Argument(values, a.placement));
    }
    return new Use(op, wider, kinks, shared, again, seed);
  }

  /// The most elements of an operand's storage or of the result.
  private int size() {
    int most = op.shape(shapes()).size();
    for (Argument a : operands) {
      most = Math.max(most, a.placement.storage(a.shape()).size());
    }
    return most;
  }

  private Shape[] shapes() {
    Shape[] shapes = new Shape[operands.size()];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = operands.get(i).shape();
    }
    return shapes;
  }

  private Tensor[] views(Tensor[] storages) {
    Tensor[] in = new Tensor[storages.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = operands.get(i).view(storages[i]);
    }
    if (shared) {
      in[1] = in[0];
      Shape s = in[0].shape();
      if (s.rank() >= 2 && s.dim(-1) == s.dim(-2)) {
        in[1] = in[0].transpose();
      }
    }
    return in;
  }

  private Tensor[] clearOfKinks() {
    for (int redraw = 0; redraw < REDRAWS; redraw++) {
      Tensor[] storages = drawn(redraw);
      if (clear(views(storages))) {
        return storages;
      }
    }
    throw new IllegalStateException("no values clear of the kinks of " + this);
  }

  private Tensor[] drawn(int redraw) {
    Tensor[] storages = new Tensor[operands.size()];
    for (int i = 0; i < storages.length; i++) {
      Argument a = operands.get(i);
      storages[i] = Tensor.zeros(a.placement.storage(a.shape()));
      Tensor distinct = a.placement.distinct(storages[i], a.shape());
      Sample.Argument drawn =
          new Sample.Argument(distinct.shape(), a.values.low(), a.values.high(), a.values.kind());
      distinct.copyFrom(values(drawn, redraw * 100 + i));
    }
    return storages;
  }

  private boolean clear(Tensor[] in) {
    for (Formula kink : kinks) {
      Tensor[] others = Arrays.copyOfRange(in, 1, kink.inputs());
      Tensor distance = in[0].apply(Elementwise.of("distance", kink), others);
      for (double d : distance.toDoubles()) {
        if (Math.abs(d) < CLEARANCE) {
          return false;
        }
      }
    }
    return true;
  }

  /// Values by the rules of the catalogue's samples.
  private Tensor values(Sample.Argument a, int stream) {
    double[] values = new double[a.shape().size()];
    Philox random = new Philox(seed, stream);
    int[] order = a.kind() == Sample.Kind.SPACED ? random.permutation(values.length) : null;
    double range = a.high() - a.low();
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (a.kind()) {
            case REAL -> a.low() + range * random.uniform(i);
            case SPACED -> a.low() + range * (order[i] + 0.5) / values.length;
            case INDEX -> a.low() + random.below((int) range + 1, i);
          };
    }
    return Tensor.ofDoubles(values, a.shape().toArray());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(op instanceof Elementwise ? op.toString() : op.name());
    for (Argument a : operands) {
      text.append("\n  ").append(a.placement.layout(a.shape())).append(" of ");
      text.append(a.placement.storage(a.shape()));
    }
    text.append(shared ? "\n  the first operand is the second one too" : "");
    text.append(again ? "\n  a second use of the first operand" : "");
    return text.append("\n  values of seed ").append(seed).toString();
  }
}
