package io.lanewise;

import java.util.List;

/// Finds where a computation first went wrong.
final class Anomaly {
  private Anomaly() {}

  /// The first node whose result is not finite, in words; null if all are.
  static String first(List<Node> nodes) {
    for (int n = 0; n < nodes.size(); n++) {
      Node node = nodes.get(n);
      String out = notFinite(node.out());
      if (out == null) {
        continue;
      }
      StringBuilder s = new StringBuilder(node.op().name()).append(" (operation ").append(n + 1);
      s.append(" of ").append(nodes.size()).append(") gave ").append(out);
      for (int i = 0; i < node.in().length; i++) {
        Tensor in = node.in()[i];
        String bad = notFinite(in);
        String name = in.name() == null ? "" : " " + in.name();
        s.append(i == 0 ? "; operand " : ", operand ").append(i).append(name).append(' ');
        s.append(bad == null ? "is finite" : "already held " + bad);
      }
      if (node.source() != null) {
        s.append("; at ").append(node.source());
      } else {
        s.append("; run with -Dlanewise.anomaly=true to see the line of the program");
      }
      return s.toString();
    }
    return null;
  }

  private static String notFinite(Tensor t) {
    for (int i = 0; i < t.size(); i++) {
      double v = t.storage.buffer.get(t.layout.at(i));
      if (!Double.isFinite(v)) {
        return (Double.isNaN(v) ? "NaN" : v > 0 ? "Infinity" : "-Infinity")
            + " at element "
            + i
            + " of "
            + t.shape();
      }
    }
    return null;
  }
}
