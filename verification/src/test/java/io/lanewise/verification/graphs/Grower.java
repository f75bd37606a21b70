package io.lanewise.verification.graphs;

import io.lanewise.Backends;
import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// Grows a graph gene by gene, computing it in float64 on the way: each operation sees the shapes
/// and values it is to be applied to, and says how close they come to where it has a kink.
final class Grower {
  private static final int LARGEST_SIZE = 120;
  private static final int LARGEST_RANK = 5;

  private final List<Leaf> leaves = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private final List<Boolean> used = new ArrayList<>();
  private double margin = Double.POSITIVE_INFINITY;
  private double largest;

  /// The graph of a draw.
  ///
  /// @param parameters the parameters' shapes
  /// @param rows the size of the batch
  static Grower grow(List<List<Integer>> parameters, List<Gene> genes, long seed, int rows) {
    return Backends.with(
        Backends.reference(),
        () -> {
          Grower g = new Grower();
          g.leaf(new Leaf("x", List.of(rows, 3), 10 * seed, false));
          for (int i = 0; i < parameters.size(); i++) {
            g.leaf(new Leaf("p" + i, parameters.get(i), 10 * seed + 1 + i, true));
          }
          for (Gene gene : genes) {
            List<Move> moves = Move.ALL;
            moves.get(gene.kind() % moves.size()).grow(g, gene);
          }
          return g;
        });
  }

  private void leaf(Leaf leaf) {
    leaves.add(leaf);
    values.add(leaf.tensor());
    used.add(false);
  }

  /// How close the values come to a kink of what is applied to them.
  double margin() {
    return margin;
  }

  /// The largest magnitude of any value.
  double largest() {
    return largest;
  }

  /// The graph, with a loss that depends on every parameter and on every result that nothing else
  /// uses. Every tape of these genes then writes every gradient.
  Graph graph() {
    return Backends.with(
        Backends.reference(),
        () -> {
          int nodes = lines.size();
          int end = values.size();
          int loss = line("sum", "$0.sin().sum()", t -> t[0].sin().sum(), 1);
          for (int v = 2; v < end; v++) {
            if (v < leaves.size() || !used.get(v)) {
              int term = line("sum", "$0.sin().sum()", t -> t[0].sin().sum(), v);
              loss = line("add", "$0.add($1)", t -> t[0].add(t[1]), loss, term);
            }
          }
          return new Graph(List.copyOf(leaves), List.copyOf(lines), nodes);
        });
  }

  Tensor value(int number) {
    return values.get(number);
  }

  /// The value that a gene names: mostly a recent one, so that the graph grows deep.
  int pick(int choice) {
    int n = values.size();
    int back = choice % 2 == 0 ? choice / 2 % Math.min(3, n) : choice / 2 % n;
    return n - 1 - back;
  }

  /// The first value from the named one on that suits, or −1.
  int pick(int choice, IntPredicate suits) {
    int from = pick(choice);
    for (int i = 0; i < values.size(); i++) {
      int v = (from - i + values.size()) % values.size();
      if (suits.test(v)) {
        return v;
      }
    }
    return -1;
  }

  /// Whether the values broadcast to a shape that is not too large.
  boolean broadcast(int... numbers) {
    try {
      Shape s = Shape.SCALAR;
      for (int v : numbers) {
        s = Shape.broadcast(s, value(v).shape());
      }
      return s.size() <= LARGEST_SIZE;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Adds an operation.
  ///
  /// @return the number of its result; if that is too large to go on with, of its first operand
  int line(String what, String java, Function<Tensor[], Tensor> code, int... operands) {
    List<Integer> in = new ArrayList<>();
    for (int o : operands) {
      in.add(o);
    }
    Line line = new Line(what, java, List.copyOf(in), code);
    Tensor t = line.apply(values);
    if (t.size() > LARGEST_SIZE || t.rank() > LARGEST_RANK) {
      return operands[0];
    }
    for (double v : t.toDoubles()) {
      largest = Math.max(largest, Double.isNaN(v) ? Double.POSITIVE_INFINITY : Math.abs(v));
    }
    lines.add(line);
    values.add(t);
    used.add(false);
    for (int o : operands) {
      used.set(o, true);
    }
    return values.size() - 1;
  }

  /// A value within bounds: itself if it lies there, else squeezed into them.
  int within(double low, double high, int number) {
    boolean inside = true;
    for (double v : value(number).toDoubles()) {
      inside &= v >= low && v <= high;
    }
    if (inside) {
      return number;
    }
    double half = 0.45 * (high - low);
    double middle = 0.5 * (low + high);
    return line(
        "within",
        "$0.tanh().mul(" + half + ").add(" + middle + ")",
        t -> t[0].tanh().mul(half).add(middle),
        number);
  }

  /// Notes how far the values are from a kink.
  void away(double distance) {
    margin = Math.min(margin, Math.abs(distance));
  }
}
