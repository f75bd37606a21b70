package io.lanewise.verification.faults;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/// Faults of kernels, as they happen: each alters one kind of instruction.
final class FaultyKernels {
  private FaultyKernels() {}

  /// A product that assigns where it has to add.
  static Kernel gemmNeverAdds(Backend honest, Instruction i, Buffer... buffers) {
    return i instanceof Instruction.Gemm g
        ? honest.bind(new Instruction.Gemm(g.c(), g.a(), g.b(), false), buffers)
        : honest.bind(i, buffers);
  }

  /// A sum that assigns where it has to add.
  static Kernel reduceNeverAdds(Backend honest, Instruction i, Buffer... buffers) {
    return i instanceof Instruction.Reduce r
        ? honest.bind(new Instruction.Reduce(r.how(), r.formula(), r.operands(), false), buffers)
        : honest.bind(i, buffers);
  }

  /// A map whose loop ends one element of the last axis too early.
  static Kernel mapWithoutTail(Backend honest, Instruction i, Buffer... buffers) {
    return i instanceof Instruction.Map m && m.operands().get(0).shape().rank() > 0
        ? honest.bind(new Instruction.Map(m.formulas(), shorter(m.operands())), buffers)
        : honest.bind(i, buffers);
  }

  /// A reduction whose loop ends one element of the last axis too early.
  static Kernel reduceWithoutTail(Backend honest, Instruction i, Buffer... buffers) {
    return i instanceof Instruction.Reduce r && r.operands().get(0).shape().rank() > 0
        ? honest.bind(
            new Instruction.Reduce(r.how(), r.formula(), shorter(r.operands()), r.accumulate()),
            buffers)
        : honest.bind(i, buffers);
  }

  private static List<Layout> shorter(List<Layout> operands) {
    List<Layout> shorter = new ArrayList<>();
    for (Layout l : operands) {
      int n = l.shape().dim(-1);
      shorter.add(n < 2 ? l : l.slice(-1, 0, n - 1));
    }
    return shorter;
  }

  /// A map that runs when it is recorded, and not again.
  static Kernel mapIsStale(Backend honest, Instruction i, Buffer... buffers) {
    Kernel kernel = honest.bind(i, buffers);
    if (!(i instanceof Instruction.Map)) {
      return kernel;
    }
    boolean[] ran = new boolean[1];
    return () -> {
      if (!ran[0]) {
        kernel.run();
        ran[0] = true;
      }
    };
  }

  /// A gradient that is written in part keeps, in the rest, what was there before.
  static Kernel zerosAreForgotten(Backend honest, Instruction i, Buffer... buffers) {
    boolean zero = i instanceof Instruction.Map m && m.formulas().get(0) == Formula.ZERO;
    return zero ? () -> {} : honest.bind(i, buffers);
  }

  /// A map that begins to write before it has read all that it may overwrite.
  static Kernel mapWritesTooEarly(Backend honest, Instruction i, Buffer... buffers) {
    Kernel kernel = honest.bind(i, buffers);
    boolean adds = i instanceof Instruction.Map m && m.operands().size() < 3;
    if (!adds || buffers.length < 2 || buffers[0] != buffers[1]) {
      return kernel;
    }
    int at = ((Instruction.Map) i).operands().get(0).offset();
    return () -> {
      buffers[0].set(at, 0.5);
      kernel.run();
    };
  }

  /// Random numbers, here of a sine, that are drawn anew at every run.
  static Kernel randomNumbersMoveOn(Backend honest, Instruction i, Buffer... buffers) {
    Kernel kernel = honest.bind(i, buffers);
    if (!(i instanceof Instruction.Map) || buffers[0].length() == 0) {
      return kernel;
    }
    int[] counter = new int[1];
    return () -> {
      kernel.run();
      int at = ((Instruction.Map) i).operands().get(0).offset();
      buffers[0].set(at, buffers[0].get(at) + 1e-3 * counter[0]++);
    };
  }

  /// A product of the first matrix with the second one's transpose, where both are square.
  static Kernel gemmTransposes(Backend honest, Instruction i, Buffer... buffers) {
    return i instanceof Instruction.Gemm g && g.b().shape().dim(-1) == g.b().shape().dim(-2)
        ? honest.bind(
            new Instruction.Gemm(g.c(), g.a(), g.b().transpose(), g.accumulate()), buffers)
        : honest.bind(i, buffers);
  }
}
