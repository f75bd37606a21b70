package io.lanewise;

import io.lanewise.picture.Graph;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A tape as a graph to be drawn: the tensors that came from outside, and the ops.
///
/// Each node shows the shape of what it stands for. An edge has a label where the op sees its
/// operand through a view.
final class TapeGraph {
  private final Graph graph;
  private final Tensor output;
  private final Map<Storage, String> ids = new IdentityHashMap<>();
  private boolean outputMarked;

  private TapeGraph(int ops, Tensor output) {
    this.graph = new Graph("tape of " + ops + (ops == 1 ? " operation" : " operations"));
    this.output = output;
  }

  static Graph of(List<Node> nodes, Tensor output) {
    TapeGraph tape = new TapeGraph(nodes.size(), output);
    for (Node node : nodes) {
      tape.add(node);
    }
    tape.addOutput();
    return tape.graph;
  }

  private void add(Node node) {
    for (Tensor in : node.in()) {
      addSource(in);
    }
    Storage out = node.out().storage;
    boolean isOutput = out == output.storage && view(output).isEmpty();
    outputMarked |= isOutput;
    Graph.Kind kind = isOutput ? Graph.Kind.OUTPUT : Graph.Kind.OPERATION;
    String op = node.op().name();
    addNode(out, kind, out.name == null ? op : out.name + " = " + op);
    for (Tensor in : node.in()) {
      graph.edge(ids.get(in.storage), ids.get(out), view(in));
    }
  }

  /// A tensor that no op on the tape has computed.
  private void addSource(Tensor t) {
    Storage s = t.storage;
    if (ids.containsKey(s)) {
      return;
    }
    Graph.Kind kind = s.wantsGradient ? Graph.Kind.PARAMETER : Graph.Kind.INPUT;
    String unnamed = s.wantsGradient ? "parameter" : "input";
    addNode(s, kind, s.name == null ? unnamed : s.name);
  }

  private void addNode(Storage s, Graph.Kind kind, String title) {
    String id = Integer.toString(ids.size());
    ids.put(s, id);
    graph.node(id, kind, title, s.shape.toString());
  }

  /// The output has a node of its own where it is a view, or no op's result.
  private void addOutput() {
    if (!outputMarked) {
      addSource(output);
      graph.node("output", Graph.Kind.OUTPUT, "output", output.shape().toString());
      graph.edge(ids.get(output.storage), "output", view(output));
    }
  }

  private static String view(Tensor t) {
    return LayoutText.view(t.layout, t.storage.shape);
  }
}
