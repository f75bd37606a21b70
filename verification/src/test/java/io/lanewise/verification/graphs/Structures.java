package io.lanewise.verification.graphs;

import io.lanewise.Tensor;
import io.lanewise.op.ArgExtremum;
import io.lanewise.op.Extremum;
import io.lanewise.op.LogSumExp;
import io.lanewise.op.Op;
import io.lanewise.op.Product;
import io.lanewise.op.Softmax;
import io.lanewise.op.Sum;
import io.lanewise.op.Variance;
import java.util.Arrays;
import java.util.List;

/// The ops that are no formulas: reductions, products, data movement, rows.
final class Structures {
  static final List<Move> MOVES =
      List.of(
          reduction("Sum", (keep, axes) -> new Sum(false, keep, axes), "false, "),
          reduction("Sum", (keep, axes) -> new Sum(true, keep, axes), "true, "),
          reduction("LogSumExp", LogSumExp::new, ""),
          Structures::product,
          variance(0),
          variance(1),
          extremum(true),
          extremum(false),
          argument(true),
          argument(false),
          softmax(false),
          softmax(true),
          Structures::matmul,
          Structures::matmul,
          Structures::cosine,
          Structures::contiguous,
          Structures::concat,
          Structures::pad,
          Structures::indexSelect,
          Structures::crossEntropy);

  private Structures() {}

  /// A reduction's constructor.
  private interface Reduction {
    Op over(boolean keep, int... axes);
  }

  /// The axes that a gene names: one, the first and the last, or all.
  private static int[] axes(Grower g, int a, Gene gene) {
    int rank = g.value(a).rank();
    int which = gene.second() % 4;
    if (rank == 0 || which == 3) {
      return new int[0];
    }
    return which == 2 && rank >= 2 ? new int[] {0, -1} : new int[] {gene.option() % rank};
  }

  private static String constructor(String type, String options, boolean keep, int[] axes) {
    String more = axes.length == 0 ? "" : ", " + Views.text(axes);
    return "$0.apply(new io.lanewise.op." + type + "(" + options + keep + more + "))";
  }

  private static void reduce(
      Grower g, Gene gene, int a, String type, String options, Reduction reduction) {
    int[] axes = axes(g, a, gene);
    boolean keep = gene.option() % 2 == 1;
    Op op = reduction.over(keep, axes);
    g.line(op.name(), constructor(type, options, keep, axes), t -> t[0].apply(op), a);
  }

  private static Move reduction(String type, Reduction reduction, String options) {
    return (g, gene) -> reduce(g, gene, g.pick(gene.first()), type, options, reduction);
  }

  private static void product(Grower g, Gene gene) {
    int a = g.within(0.5, 1.5, g.pick(gene.first()));
    reduce(g, gene, a, "Product", "", Product::new);
  }

  private static Move variance(int correction) {
    return (g, gene) -> {
      int a = g.pick(gene.first());
      int[] axes = axes(g, a, gene);
      Tensor v = g.value(a);
      boolean enough = v.size() > v.sum(axes).size();
      if (enough) {
        reduce(
            g,
            gene,
            a,
            "Variance",
            correction + ", ",
            (keep, over) -> new Variance(correction, keep, over));
      }
    };
  }

  private static Move extremum(boolean largest) {
    return (g, gene) -> {
      int a = g.pick(gene.first());
      if (chooses(g, a, largest, axes(g, a, gene))) {
        String options = largest + ", ";
        Reduction extremum = (keep, axes) -> new Extremum(largest, keep, axes);
        reduce(g, gene, a, "Extremum", options, extremum);
      }
    };
  }

  private static Move argument(boolean largest) {
    return (g, gene) -> {
      int a = g.pick(gene.first());
      int axis = Views.axis(g, a, gene);
      if (axis >= 0 && chooses(g, a, largest, axis)) {
        Op op = new ArgExtremum(largest, true, axis);
        String java = "$0.apply(new io.lanewise.op.ArgExtremum(" + largest + ", true, " + axis;
        g.line(op.name(), java + ")).detach()", t -> t[0].apply(op).detach(), a);
      }
    };
  }

  /// Whether each group has one largest element, not a tie by construction; notes how far it is
  /// from the second.
  private static boolean chooses(Grower g, int a, boolean largest, int... axes) {
    Tensor x = largest ? g.value(a) : g.value(a).neg();
    Tensor below = x.keepMax(axes).sub(x);
    for (double n : below.equalTo(Tensor.scalar(0)).sum(axes).toDoubles()) {
      if (n > 1) {
        return false;
      }
    }
    for (double d : below.toDoubles()) {
      g.away(d == 0 ? Double.POSITIVE_INFINITY : d);
    }
    return true;
  }

  private static Move softmax(boolean logarithm) {
    return (g, gene) -> {
      int a = g.pick(gene.first());
      int axis = Views.axis(g, a, gene);
      if (axis >= 0) {
        Op op = new Softmax(logarithm, axis);
        String java = "$0." + op.name() + "(" + axis + ")";
        g.line(op.name(), java, t -> t[0].apply(op), a);
      }
    };
  }

  /// With an operand that fits, or else with its own transpose.
  private static void matmul(Grower g, Gene gene) {
    int a = g.pick(gene.first(), v -> g.value(v).rank() >= 2);
    int b = g.pick(gene.second(), v -> multiplies(g.value(a), g.value(v)));
    if (b >= 0 && gene.option() % 3 != 0) {
      g.line("matmul", "$0.matmul($1)", t -> t[0].matmul(t[1]), a, b);
    } else {
      g.line("matmul", "$0.matmul($0.transpose())", t -> t[0].matmul(t[0].transpose()), a);
    }
  }

  private static boolean multiplies(Tensor a, Tensor b) {
    boolean batches = a.rank() == b.rank() && a.rank() == 2 || b.rank() == 2 || a.rank() == 2;
    return b.rank() >= 2 && batches && a.dim(-1) == b.dim(-2);
  }

  private static void cosine(Grower g, Gene gene) {
    int a = g.pick(gene.first(), v -> g.value(v).rank() >= 1);
    int b = g.pick(gene.second(), v -> v != a && g.value(v).shape().equals(g.value(a).shape()));
    if (b >= 0) {
      int x = g.within(0.5, 2, a);
      int y = g.within(0.5, 2, b);
      String java = "$0.cosineSimilarity($1, -1)";
      g.line("cosineSimilarity", java, t -> t[0].cosineSimilarity(t[1], -1), x, y);
    }
  }

  private static void contiguous(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    String java = "$0.apply(new io.lanewise.op.Contiguous())";
    g.line("contiguous", java, t -> t[0].apply(new io.lanewise.op.Contiguous()), a);
  }

  private static void concat(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int axis = Views.axis(g, a, gene);
    if (axis < 0) {
      return;
    }
    int b = g.pick(gene.second(), v -> joins(g.value(a), g.value(v), axis));
    String java = "Tensor.concat(" + axis + ", $0, $1, $0)";
    g.line("concat", java, t -> Tensor.concat(axis, t[0], t[1], t[0]), a, b);
  }

  private static boolean joins(Tensor a, Tensor b, int axis) {
    return a.rank() == b.rank() && a.shape().without(axis).equals(b.shape().without(axis));
  }

  private static void pad(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int[] before = new int[g.value(a).rank()];
    int[] after = before.clone();
    if (before.length == 0) {
      return;
    }
    before[gene.option() % before.length] = 1;
    after[gene.second() % after.length] = 1;
    String java =
        "$0.pad(0.5, new int[] {"
            + Views.text(before)
            + "}, new int[] {"
            + Views.text(after)
            + "})";
    g.line("pad", java, t -> t[0].pad(0.5, before, after), a);
  }

  private static void indexSelect(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int axis = Views.axis(g, a, gene);
    if (axis >= 0) {
      float last = g.value(a).dim(axis) - 1;
      String java = "$0.indexSelect(" + axis + ", Tensor.of(" + last + "f, 0f, " + last + "f))";
      g.line("indexSelect", java, t -> t[0].indexSelect(axis, Tensor.of(last, 0, last)), a);
    }
  }

  private static void crossEntropy(Grower g, Gene gene) {
    int a = g.pick(gene.first(), v -> g.value(v).rank() == 2);
    int classes = g.value(a).dim(1);
    float[] index = new float[g.value(a).dim(0)];
    for (int i = 0; i < index.length; i++) {
      index[i] = (gene.option() + i) % classes;
    }
    String text = Arrays.toString(index).replace("[", "{").replace("]", "}").replace(".0", "");
    String java = "$0.crossEntropy(Tensor.of(new float[] " + text + ", " + index.length + "))";
    g.line("crossEntropy", java, t -> t[0].crossEntropy(Tensor.of(index, index.length)), a);
  }
}
