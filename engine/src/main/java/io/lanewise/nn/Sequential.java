package io.lanewise.nn;

import io.lanewise.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Layers one after another. Parameters are named by the layer's number: `0.weight`, `0.bias`,
/// `2.weight`, ….
///
/// ```java
/// var mlp = new Sequential(new Linear(784, 50), new Relu(), new Linear(50, 10)).initialise(42);
/// Tensor logits = mlp.forward(Tensor.zeros(64, 784));
/// logits.shape();                              // = [64,10]
/// ```
public final class Sequential implements Layer {
  /// Stream 0 of a seed is that of `Tensor.uniform` and `Tensor.normal`: data of a model's seed
  /// must not be its parameters.
  static final long FIRST_STREAM = 1;

  private final List<Layer> layers;

  /// These layers, with parameters drawn anew from seed 0. A layer belongs to one model, which
  /// names its parameters.
  ///
  /// @throws IllegalArgumentException if two layers hold the same parameter
  public Sequential(Layer... layers) {
    this.layers = List.of(layers);
    List<Tensor> seen = new ArrayList<>();
    for (int i = 0; i < layers.length; i++) {
      for (Tensor p : layers[i].parameters()) {
        if (seen.contains(p)) {
          throw new IllegalArgumentException(
              "Sequential: layer "
                  + i
                  + ", "
                  + layers[i]
                  + ", holds parameter "
                  + p.name()
                  + " again; give each place a layer of its own");
        }
        seen.add(p.named(i + "." + p.name()));
      }
    }
    Tensor.layTogether(parameters());
    initialise(0);
  }

  /// Draws all parameters anew: the same seed gives the same model.
  ///
  /// @return this model
  public Sequential initialise(long seed) {
    initialise(seed, FIRST_STREAM);
    return this;
  }

  @Override
  public void initialise(long seed, long stream) {
    long next = stream;
    for (Layer l : layers) {
      l.initialise(seed, next);
      next += l.parameters().size();
    }
  }

  /// The layers.
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor x = input;
    for (int i = 0; i < layers.size(); i++) {
      try {
        x = layers.get(i).forward(x);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("layer " + i + ": " + e.getMessage(), e);
      }
    }
    return x;
  }

  @Override
  public List<Tensor> parameters() {
    List<Tensor> all = new ArrayList<>();
    for (Layer l : layers) {
      all.addAll(l.parameters());
    }
    return all;
  }

  /// `Sequential(Linear(784, 50), Relu, Linear(50, 10))`
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder("Sequential(");
    for (int i = 0; i < layers.size(); i++) {
      s.append(i == 0 ? "" : ", ").append(layers.get(i));
    }
    return s.append(')').toString();
  }
}
