package io.lanewise.nn;

import io.lanewise.Tensor;
import java.util.List;

/// A part of a model: a function of a tensor with parameters.
public interface Layer {
  /// The output for an input whose first axis is the batch.
  ///
  /// @throws IllegalArgumentException if the input's shape does not fit
  Tensor forward(Tensor input);

  /// The parameters in the order of PyTorch's `state_dict`; each tensor's name is its path within
  /// this layer, `0.weight` for instance.
  default List<Tensor> parameters() {
    return List.of();
  }

  /// Draws the parameters anew: parameter i of [#parameters] from stream `stream + i` of the seed
  /// ([io.lanewise.random.Philox]), so that no two parameters of a model share a number.
  ///
  /// @param seed the same seed gives the same parameters
  /// @param stream the stream of the first parameter
  default void initialise(long seed, long stream) {}
}
