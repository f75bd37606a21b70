package io.lanewise.verification.graphs;

import io.lanewise.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Views, and a result that keeps its gradient.
final class Views {
  static final List<Move> MOVES =
      List.of(
          Views::transpose,
          Views::permute,
          Views::slice,
          Views::everySecond,
          Views::select,
          Views::flat,
          Views::folded,
          Views::repeated,
          Views::kept);

  private Views() {}

  private static void transpose(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    if (g.value(a).rank() >= 2) {
      g.line("transpose", "$0.transpose()", t -> t[0].transpose(), a);
    }
  }

  private static void permute(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int[] axes = new Philox(gene.option(), 0).permutation(g.value(a).rank());
    if (axes.length >= 2) {
      g.line("permute", "$0.permute(" + text(axes) + ")", t -> t[0].permute(axes), a);
    }
  }

  private static void slice(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int axis = axis(g, a, gene);
    int n = axis < 0 ? 0 : g.value(a).dim(axis);
    if (n >= 2) {
      int from = gene.second() % 2;
      int to = n - 1 + from;
      String java = "$0.slice(" + axis + ", " + from + ", " + to + ")";
      g.line("slice", java, t -> t[0].slice(axis, from, to), a);
    }
  }

  private static void everySecond(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int axis = axis(g, a, gene);
    int n = axis < 0 ? 0 : g.value(a).dim(axis);
    if (n >= 2) {
      String java = "$0.slice(" + axis + ", 0, " + n + ", 2)";
      g.line("slice", java, t -> t[0].slice(axis, 0, n, 2), a);
    }
  }

  private static void select(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int axis = axis(g, a, gene);
    if (axis >= 0) {
      int index = gene.second() % g.value(a).dim(axis);
      String java = "$0.select(" + axis + ", " + index + ")";
      g.line("select element", java, t -> t[0].select(axis, index), a);
    }
  }

  private static void flat(Grower g, Gene gene) {
    g.line("reshape", "$0.reshape(-1)", t -> t[0].reshape(-1), g.pick(gene.first()));
  }

  private static void folded(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int size = g.value(a).size();
    int rows = size % 3 == 0 ? 3 : size % 2 == 0 ? 2 : 1;
    g.line("reshape", "$0.reshape(" + rows + ", -1)", t -> t[0].reshape(rows, -1), a);
  }

  private static void repeated(Grower g, Gene gene) {
    int a = g.pick(gene.first());
    int axis = gene.option() % (g.value(a).rank() + 1);
    int[] dims = g.value(a).unsqueeze(axis).shape().toArray();
    dims[axis] = 2;
    String java = "$0.unsqueeze(" + axis + ").expand(" + text(dims) + ")";
    g.line("expand", java, t -> t[0].unsqueeze(axis).expand(dims), a);
  }

  /// The gradient of a result, asked for by the way.
  private static void kept(Grower g, Gene gene) {
    String java = "$0.mul(1.5).requireGradient()";
    g.line("mul", java, t -> t[0].mul(1.5).requireGradient(), g.pick(gene.first()));
  }

  /// The axis that a gene names, or −1 where there is none.
  static int axis(Grower g, int a, Gene gene) {
    int rank = g.value(a).rank();
    return rank == 0 ? -1 : gene.option() % rank;
  }

  static String text(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }
}
