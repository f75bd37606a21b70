package io.lanewise;

import io.lanewise.op.Operand;
import java.util.List;

/// Finds where a computation first went wrong.
final class Anomaly {
  private Anomaly() {}

  /// The first node whose result is not finite, in words; null if all are.
  static String first(List<Node> nodes) {
    for (int n = 0; n < nodes.size(); n++) {
      Node node = nodes.get(n);
      String out = notFinite(node.out().operand());
      if (out == null) {
        continue;
      }
      StringBuilder s = new StringBuilder(node.op().name()).append(" (operation ").append(n + 1);
      s.append(" of ").append(nodes.size()).append(") gave ").append(out);
      for (int i = 0; i < node.in().length; i++) {
        Tensor in = node.in()[i];
        String bad = notFinite(in.operand());
        String name = in.name() == null ? "" : " " + in.name();
        s.append(i == 0 ? "; operand " : ", operand ").append(i).append(name).append(' ');
        s.append(bad == null ? "is finite" : "already held " + bad);
      }
      return s.append(place(node)).toString();
    }
    return null;
  }

  /// Runs the backward pass one instruction after another, and looks at each result.
  ///
  /// @throws ArithmeticException at the first that is not finite, with the op and the line
  static void runBackward(List<Step> steps) {
    for (Step step : steps) {
      step.kernel().run();
      Operand result = step.operands()[0];
      String bad = notFinite(result.with(result.layout().distinct()));
      if (bad != null) {
        Node node = step.node();
        String instruction = step.instruction().listing(i -> "%" + i);
        throw new ArithmeticException(
            "the gradient of "
                + node.op().name()
                + " has "
                + bad
                + " ("
                + instruction
                + ")"
                + place(node));
      }
    }
  }

  private static String place(Node node) {
    if (node.source() != null) {
      return "; at " + node.source();
    }
    return Debug.ANOMALY
        ? "" // no line outside the engine
        : "; run with -Dlanewise.anomaly=true to see the line of the program";
  }

  private static String notFinite(Operand o) {
    for (int i = 0; i < o.layout().size(); i++) {
      double v = o.buffer().get(o.layout().at(i));
      if (!Double.isFinite(v)) {
        return (Double.isNaN(v) ? "NaN" : v > 0 ? "Infinity" : "-Infinity")
            + " at element "
            + i
            + " of "
            + o.shape();
      }
    }
    return null;
  }
}
