package io.lanewise.nn;

import io.lanewise.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Layers one after another. Parameters are named by the layer's number: `0.weight`, `0.bias`,
/// `2.weight`, ….
///
/// ```java
/// var model = new Sequential(new Linear(784, 50), new Relu(), new Linear(50, 10));
/// ```
public final class Sequential implements Layer {
  private final List<Layer> layers;

  /// These layers, each of which belongs to this model alone, with parameters of seed 0.
  public Sequential(Layer... layers) {
    this.layers = List.of(layers);
    for (int i = 0; i < layers.length; i++) {
      for (Tensor p : layers[i].parameters()) {
        p.named(i + "." + p.name());
      }
    }
    initialise(0);
  }

  /// Draws all parameters anew: the same seed gives the same model.
  ///
  /// @return this model
  public Sequential initialise(long seed) {
    initialise(seed, 0);
    return this;
  }

  @Override
  public void initialise(long seed, long stream) {
    for (int i = 0; i < layers.size(); i++) {
      // 1,009 layers fit between the streams of two neighbours of a model that holds models.
      layers.get(i).initialise(seed, stream * 1009 + i + 1);
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
