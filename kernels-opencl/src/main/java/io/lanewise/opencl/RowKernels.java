package io.lanewise.opencl;

import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Walk;
import java.util.List;
import java.util.stream.Stream;

/// What goes along the last axis.
final class RowKernels {
  private static final String FUNCTIONS =
      Code.function("exponential", Formula.of(Composite.EXP, Formula.X), 1)
          + Code.function("logarithm", Formula.of(Composite.LOG, Formula.X), 1);

  private RowKernels() {}

  private static String source(int lanes, Layout... rows) {
    boolean dense = Stream.of(rows).allMatch(l -> l.stride(-1) == 1);
    return Code.program("rows", Code.define("DENSE", dense ? 1 : 0) + FUNCTIONS, lanes);
  }

  static Launches bind(
      Cl cl, Tuning tuning, Instruction.RowSoftmax softmax, OpenClBuffer... buffers) {
    Walk heads = heads(softmax.out(), softmax.in());
    int n = softmax.in().shape().dim(-1);
    int lanes = tuning.lanesOf(n);
    Launches launches = new Launches(cl, null);
    launches
        .add(
            source(lanes, softmax.out(), softmax.in()),
            "softmax",
            (long) heads.size() * lanes,
            tuning.lanes())
        .numbers(heads.size(), n)
        .numbers(softmax.out().stride(-1), softmax.in().stride(-1), softmax.logarithm() ? 1 : 0)
        .table(Places.of(heads, 2))
        .buffers(buffers);
    return launches;
  }

  static Launches bind(
      Cl cl, Tuning tuning, Instruction.RowCrossEntropy entropy, OpenClBuffer... buffers) {
    Layout delta = entropy.delta();
    Layout logits = entropy.logits();
    Walk heads =
        Walk.of(
            entropy.loss().shape(),
            List.of(entropy.loss(), head(delta), head(logits), entropy.classes()));
    int n = logits.shape().dim(-1);
    int lanes = tuning.lanesOf(n);
    Launches launches =
        new Launches(cl, new IndexCheck("cross entropy", buffers[3], entropy.classes(), n));
    launches
        .add(
            source(lanes, delta, logits),
            "cross_entropy",
            (long) heads.size() * lanes,
            tuning.lanes())
        .numbers(heads.size(), n, delta.stride(-1), logits.stride(-1))
        .table(Places.of(heads, 4))
        .buffers(buffers);
    return launches;
  }

  static Launches bind(
      Cl cl, Tuning tuning, Instruction.ArgReduce reduce, OpenClBuffer... buffers) {
    Walk heads = Walk.of(reduce.out().shape(), List.of(reduce.out(), head(reduce.in())));
    Launches launches = new Launches(cl, null);
    launches
        .add(source(1, reduce.in()), "arg_reduce", heads.size(), tuning.lanes())
        .numbers(heads.size(), reduce.in().shape().dim(-1), reduce.in().stride(-1))
        .numbers(reduce.largest() ? 1 : 0)
        .table(Places.of(heads, 2))
        .buffers(buffers);
    return launches;
  }

  private static Walk heads(Layout... layouts) {
    List<Layout> heads = Stream.of(layouts).map(RowKernels::head).toList();
    return Walk.of(heads.get(0).shape(), heads);
  }

  /// A layout without its last axis.
  private static Layout head(Layout of) {
    int last = of.shape().dim(-1);
    return of.slice(-1, 0, Math.min(1, last)).shape().size() == 0
        ? Layout.of(of.shape().without(-1))
        : of.slice(-1, 0, 1).squeeze(-1);
  }
}
