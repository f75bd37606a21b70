package io.lanewise.verification.graphs;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A graph of operations as a plan that builds itself on any backend.
///
/// @param leaves data and parameters
/// @param lines the operations; the last one is the loss, a scalar
/// @param nodes how many of the lines are drawn ones, before the loss sums up what they left
public record Graph(List<Leaf> leaves, List<Line> lines, int nodes) {
  /// The leaves on the current backend.
  List<Tensor> start() {
    List<Tensor> start = new ArrayList<>();
    for (Leaf leaf : leaves) {
      start.add(leaf.tensor());
    }
    return start;
  }

  /// The leaves on the current backend, with other values.
  List<Tensor> startAnew(long salt) {
    List<Tensor> start = new ArrayList<>();
    for (Leaf leaf : leaves) {
      start.add(leaf.tensor(leaf.seed() + salt));
    }
    return start;
  }

  /// The parameters among the leaves.
  List<Tensor> parameters(List<Tensor> start) {
    List<Tensor> parameters = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i).parameter()) {
        parameters.add(start.get(i));
      }
    }
    return parameters;
  }

  /// Leaves and the result of every line.
  List<Tensor> values(List<Tensor> start) {
    List<Tensor> values = new ArrayList<>(start);
    for (Line line : lines) {
      values.add(line.apply(values));
    }
    return values;
  }

  Tensor loss(List<Tensor> start) {
    return values(start).getLast();
  }

  /// The names of its operations and views, each once.
  Set<String> operations() {
    Set<String> names = new TreeSet<>();
    for (Line line : lines) {
      names.add(line.what());
    }
    return names;
  }

  /// The Java lines that build it.
  String java() {
    StringBuilder s = new StringBuilder();
    for (Leaf leaf : leaves) {
      s.append(leaf.java()).append('\n');
    }
    for (int i = 0; i < lines.size(); i++) {
      s.append("Tensor ").append(name(leaves.size() + i)).append(" = ");
      s.append(expression(lines.get(i))).append(";\n");
    }
    return s.toString();
  }

  private String expression(Line line) {
    String java = line.java();
    for (int i = line.operands().size() - 1; i >= 0; i--) {
      java = java.replace("$" + i, name(line.operands().get(i)));
    }
    return java;
  }

  private String name(int value) {
    int line = value - leaves.size();
    return line < 0 ? leaves.get(value).name() : "t" + line;
  }

  /// The Java lines and the listing of the tape on the reference backend.
  @Override
  public String toString() {
    return Backends.with(
        Backends.reference(),
        () -> {
          List<Tensor> start = start();
          return "\n" + java() + Tape.record(() -> loss(start));
        });
  }
}
