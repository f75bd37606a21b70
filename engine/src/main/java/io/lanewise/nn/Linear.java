package io.lanewise.nn;

import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import java.util.List;

/// y = x·Wᵀ + b, x `[batch, in]`, W `[out, in]`, b `[out]`.
///
/// Initial values are PyTorch's: W and b uniform on ±1/√in.
public final class Linear implements Layer {
  private final Tensor weight;
  private final Tensor bias;

  /// A layer with bias, on the current backend.
  public Linear(int in, int out) {
    this(in, out, true);
  }

  /// A layer with or without bias, on the current backend.
  ///
  /// @throws IllegalArgumentException if a size is not positive
  public Linear(int in, int out, boolean withBias) {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException(
          "Linear(" + in + ", " + out + "): both sizes have to be at least 1");
    }
    weight = Tensor.zeros(out, in).named("weight").requireGradient();
    bias = withBias ? Tensor.zeros(out).named("bias").requireGradient() : null;
    Tensor.layTogether(parameters());
    initialise(0, Sequential.FIRST_STREAM);
  }

  @Override
  public void initialise(long seed, long stream) {
    // PyTorch draws the weight by Kaiming's rule with a = √5, which is this same bound.
    float bound = (float) (1 / Math.sqrt(weight.dim(1)));
    uniform(weight, bound, new Philox(seed, stream));
    if (bias != null) {
      uniform(bias, bound, new Philox(seed, stream + 1));
    }
  }

  private static void uniform(Tensor t, float bound, Philox random) {
    float[] values = new float[t.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * random.uniform(i) - 1) * bound;
    }
    t.copyFrom(values);
  }

  @Override
  public Tensor forward(Tensor input) {
    if (input.rank() < 2 || input.dim(-1) != weight.dim(1)) {
      throw new IllegalArgumentException(
          this + " of an input " + input.shape() + ": " + objection(input.shape()));
    }
    Tensor product = input.matmul(weight.transpose());
    return bias == null ? product : product.add(bias);
  }

  /// What is wrong with an input of this shape, and the cure that fits it.
  private String objection(Shape shape) {
    int in = weight.dim(1);
    if (shape.rank() < 2) {
      return "it has no batch axis; unsqueeze(0) makes it a batch of one";
    }
    String wrong = "its last axis is not " + in;
    if (shape.dim(0) > 0 && shape.size() / shape.dim(0) == in) {
      return wrong + "; put a Flatten before this layer";
    }
    return wrong + "; make this layer a Linear(" + shape.dim(-1) + ", " + weight.dim(0) + ")";
  }

  @Override
  public List<Tensor> parameters() {
    return bias == null ? List.of(weight) : List.of(weight, bias);
  }

  /// `Linear(784, 50)`
  @Override
  public String toString() {
    String sizes = weight.dim(1) + ", " + weight.dim(0);
    return "Linear(" + sizes + (bias == null ? ", no bias)" : ")");
  }
}
