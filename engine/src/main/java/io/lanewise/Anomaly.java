package io.lanewise;

import io.lanewise.backend.Buffer;
import io.lanewise.layout.Layout;
import io.lanewise.op.Operand;
import io.lanewise.program.Bound;
import io.lanewise.program.Origin;
import io.lanewise.program.Step;
import java.util.List;
import java.util.function.UnaryOperator;

/// Finds where a computation first went wrong.
final class Anomaly {
  private Anomaly() {}

  /// The first node whose result is not finite, in words; null if all are.
  ///
  /// @param memory where each buffer's values lie
  static String first(List<Node> nodes, UnaryOperator<Buffer> memory) {
    for (int n = 0; n < nodes.size(); n++) {
      Node node = nodes.get(n);
      String out = notFinite(node.out(), memory);
      if (out == null) {
        continue;
      }
      StringBuilder s = new StringBuilder(node.op().name()).append(" (operation ").append(n + 1);
      s.append(" of ").append(nodes.size()).append(") gave ").append(out);
      for (int i = 0; i < node.in().length; i++) {
        Tensor in = node.in()[i];
        String bad = notFinite(in, memory);
        String name = in.name() == null ? "" : " " + in.name();
        s.append(i == 0 ? "; operand " : ", operand ").append(i).append(name).append(' ');
        s.append(bad == null ? "is finite" : "already held " + bad);
      }
      return s.append(place(node.origin())).toString();
    }
    return null;
  }

  /// Runs the backward pass one instruction after another, and looks at each result.
  ///
  /// @throws ArithmeticException at the first that is not finite, with the op and the line
  static void runBackward(List<Bound> steps) {
    for (Bound bound : steps) {
      bound.kernel().run();
      Step step = bound.step();
      Operand result = step.output();
      String bad = notFinite(bound.result(), result.layout().distinct());
      if (bad != null) {
        String instruction = step.instruction().listing(i -> "%" + i);
        throw new ArithmeticException(
            "the gradient of "
                + step.origin().op()
                + " has "
                + bad
                + " ("
                + instruction
                + ")"
                + place(step.origin()));
      }
    }
  }

  private static String place(Origin origin) {
    if (origin.source() != null) {
      return "; at " + origin.source();
    }
    return Debug.ANOMALY
        ? "" // no line outside the engine
        : "; run with -Dlanewise.anomaly=true to see the line of the program";
  }

  private static String notFinite(Tensor t, UnaryOperator<Buffer> memory) {
    return notFinite(memory.apply(t.storage.buffer), t.layout);
  }

  private static String notFinite(Buffer buffer, Layout layout) {
    for (int i = 0; i < layout.size(); i++) {
      double v = buffer.get(layout.at(i));
      if (!Double.isFinite(v)) {
        return (Double.isNaN(v) ? "NaN" : v > 0 ? "Infinity" : "-Infinity")
            + " at element "
            + i
            + " of "
            + layout.shape();
      }
    }
    return null;
  }
}
