package io.lanewise.optim;

import io.lanewise.Tensor;
import io.lanewise.backend.Buffer;
import java.util.ArrayList;
import java.util.List;

/// What this package asks of the tensors that it is given.
final class Parameters {
  private Parameters() {}

  /// Each has a gradient and memory of its own: two views of one tensor would change it twice.
  ///
  /// @param who asks, for the message
  static void require(String who, List<Tensor> parameters) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(who + " of no parameters: give it model.parameters()");
    }
    List<Buffer> seen = new ArrayList<>();
    for (Tensor p : parameters) {
      if (!p.requiresGradient()) {
        throw new IllegalArgumentException(
            who + " of " + name(p) + ", which requires no gradient: call requireGradient() on it");
      }
      Buffer buffer = p.operand().buffer();
      if (seen.contains(buffer)) {
        throw new IllegalArgumentException(
            who + " of " + name(p) + ", which was given before, or a view of it: give it once");
      }
      seen.add(buffer);
    }
  }

  private static String name(Tensor p) {
    return (p.name() == null ? "a tensor " : p.name() + " ") + p.shape();
  }
}
