package io.lanewise.optim;

import io.lanewise.Tensor;
import io.lanewise.backend.Buffer;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.op.Operand;
import java.util.ArrayList;
import java.util.List;

/// Parameters that lie one after the other, and so do their gradients: one kernel updates them.
///
/// @param parameters the memory that they are in
/// @param gradients that of their gradients
/// @param layout where they are in either
record Stretch(Buffer parameters, Buffer gradients, Layout layout) {
  /// These parameters in as few stretches as they lie in, in their order.
  static List<Stretch> of(List<Tensor> parameters) {
    List<Stretch> stretches = new ArrayList<>();
    for (Tensor p : parameters) {
      Stretch next = of(p);
      Stretch last = stretches.isEmpty() ? null : stretches.getLast();
      if (last != null && last.leadsTo(next)) {
        stretches.set(stretches.size() - 1, last.with(next));
      } else {
        stretches.add(next);
      }
    }
    return stretches;
  }

  private static Stretch of(Tensor p) {
    Operand x = p.operand();
    Buffer values = x.buffer();
    Buffer gradients = p.gradient().operand().buffer();
    boolean alike = values.offset() == gradients.offset();
    return alike
        ? new Stretch(values.memory(), gradients.memory(), x.layout().shifted(values.offset()))
        : new Stretch(values, gradients, x.layout());
  }

  private boolean leadsTo(Stretch next) {
    return parameters == next.parameters
        && gradients == next.gradients
        && layout.contiguous()
        && next.layout.contiguous()
        && layout.offset() + layout.size() == next.layout.offset();
  }

  private Stretch with(Stretch next) {
    Shape all = Shape.of(layout.size() + next.layout.size());
    return new Stretch(parameters, gradients, Layout.of(all).shifted(layout.offset()));
  }
}
