package io.lanewise.verification.graphs;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.floor;
import static io.lanewise.formula.Formula.min;
import static io.lanewise.formula.Formula.sub;

import io.lanewise.Tensor;
import io.lanewise.formula.Formula;
import io.lanewise.op.Catalogue;
import io.lanewise.op.Op;
import io.lanewise.op.Sample;
import java.util.Arrays;
import java.util.List;

/// An elementwise op of the registry, on operands that broadcast, within the domain and away from
/// the kinks that the registry names.
///
/// A step function has no gradient: its result is detached, as a program would do.
final class ElementwiseMove implements Move {
  private final int number;
  private final Op op;
  private final boolean smooth;
  private final List<Formula> kinks;
  private final List<Sample.Argument> domain;

  ElementwiseMove(int number) {
    Catalogue.Entry entry = Catalogue.entries().get(number);
    this.number = number;
    this.op = entry.op();
    this.smooth = entry.differentiable();
    this.domain = entry.samples().get(0).arguments();
    this.kinks = smooth ? entry.kinks() : List.of(jump(op.arity()));
  }

  /// Where a step function jumps: comparisons where the operands agree, the floor at whole numbers.
  private static Formula jump(int arity) {
    Formula above = sub(X, floor(X));
    return arity == 2 ? sub(X, Y) : min(above, sub(ONE, above));
  }

  @Override
  public void grow(Grower g, Gene gene) {
    int[] in = new int[op.arity()];
    int[] choice = {gene.first(), gene.second(), gene.option()};
    for (int i = 0; i < in.length; i++) {
      int[] before = Arrays.copyOf(in, i);
      int v = g.pick(choice[i], next -> suits(g, before, next));
      if (v < 0) {
        return;
      }
      in[i] = v;
    }
    for (int i = 0; i < in.length; i++) {
      in[i] = fitted(g, domain.get(i), in[i]);
    }
    double distance = fromKink(g, in);
    if (distance == 0) {
      return; // a tie by construction: other values would not change it
    }
    g.away(distance);
    StringBuilder java = new StringBuilder();
    java.append("$0.apply(Catalogue.entries().get(").append(number).append(").op()");
    for (int i = 1; i < in.length; i++) {
      java.append(", $").append(i);
    }
    java.append(smooth ? ")" : ").detach()").append(" /* ").append(op.name()).append(" */");
    g.line(op.name(), java.toString(), this::apply, in);
  }

  private Tensor apply(Tensor[] in) {
    Tensor t = in[0].apply(op, Arrays.copyOfRange(in, 1, in.length));
    return smooth ? t : t.detach();
  }

  private boolean suits(Grower g, int[] before, int next) {
    int[] all = Arrays.copyOf(before, before.length + 1);
    all[before.length] = next;
    boolean again = before.length > 0 && before[0] == next;
    return g.broadcast(all) && !(again && !kinks.isEmpty());
  }

  private static int fitted(Grower g, Sample.Argument domain, int v) {
    if (domain.kind() != Sample.Kind.INDEX) {
      return g.within(domain.low(), domain.high(), v);
    }
    for (double x : g.value(v).toDoubles()) {
      g.away(x - 0.1);
    }
    return g.line(
        "greater",
        "$0.greater(Tensor.scalar(0.1)).detach()",
        t -> t[0].greater(Tensor.scalar(0.1)).detach(),
        v);
  }

  private double fromKink(Grower g, int[] in) {
    double distance = Double.POSITIVE_INFINITY;
    if (kinks.isEmpty()) {
      return distance;
    }
    Tensor sum = g.value(in[0]);
    for (int i = 1; i < in.length; i++) {
      sum = sum.add(g.value(in[i]));
    }
    double[][] x = new double[in.length][];
    for (int i = 0; i < in.length; i++) {
      x[i] = g.value(in[i]).expand(sum.shape().toArray()).toDoubles();
    }
    double[] at = new double[in.length];
    for (int e = 0; e < sum.size(); e++) {
      for (int i = 0; i < in.length; i++) {
        at[i] = x[i][e];
      }
      for (Formula kink : kinks) {
        distance = Math.min(distance, Math.abs(kink.evaluate(at)));
      }
    }
    return distance;
  }
}
