package io.lanewise.verification.graphs;

import io.lanewise.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/// What a graph starts from: normal random numbers of a seed.
///
/// @param name its name in listings
/// @param dims its shape
/// @param seed what its values are drawn from
/// @param parameter whether its gradient is wanted
record Leaf(String name, List<Integer> dims, long seed, boolean parameter) {
  private int[] shape() {
    return dims.stream().mapToInt(Integer::intValue).toArray();
  }

  /// On the current backend.
  Tensor tensor() {
    return tensor(seed);
  }

  /// The same leaf with the values of another seed.
  Tensor tensor(long otherSeed) {
    Tensor t = Tensor.normal(otherSeed, shape()).named(name);
    return parameter ? t.requireGradient() : t;
  }

  String java() {
    String shape = dims.stream().map(n -> ", " + n).collect(Collectors.joining());
    String gradient = parameter ? ".requireGradient()" : "";
    return "Tensor " + name + " = Tensor.normal(" + seed + "L" + shape + ")" + gradient + ";";
  }
}
