package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import java.util.List;
import java.util.function.UnaryOperator;

/// A step, bound to its memory.
///
/// @param step what it does
/// @param result where the first output lies
/// @param kernel how
public record Bound(Step step, Buffer result, Kernel kernel) {
  /// Binds a step.
  ///
  /// @param memory of each buffer
  public static Bound of(Step step, UnaryOperator<Buffer> memory) {
    Buffer[] buffers = new Buffer[step.operands().length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = memory.apply(step.operands()[i].buffer());
    }
    return new Bound(step, buffers[0], buffers[0].backend().bind(step.instruction(), buffers));
  }

  /// Does it, and waits until it is done.
  public void runToEnd() {
    kernel.run();
    result.backend().finish();
  }

  /// The kernels alone, for a loop that has nothing else to do.
  public static Kernel[] kernels(List<Bound> steps) {
    Kernel[] kernels = new Kernel[steps.size()];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = steps.get(i).kernel();
    }
    return kernels;
  }
}
