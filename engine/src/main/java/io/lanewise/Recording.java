package io.lanewise;

import io.lanewise.op.Op;
import io.lanewise.op.Site;
import io.lanewise.program.Bound;
import io.lanewise.program.Origin;
import java.util.ArrayList;
import java.util.List;

/// What a tape hears while it is being recorded.
final class Recording {
  static final ScopedValue<Recording> CURRENT = ScopedValue.newInstance();

  final List<Node> nodes = new ArrayList<>();
  final List<Bound> steps = new ArrayList<>();

  /// The recording of this thread, or null.
  static Recording current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  Node add(Op op, Site site, Tensor[] in, Tensor out) {
    StackTraceElement source = Debug.ANOMALY ? Debug.caller() : null;
    Node node = new Node(op, site, in.clone(), out, new Origin(op.name(), source));
    nodes.add(node);
    return node;
  }

  void add(Bound step) {
    steps.add(step);
  }
}
