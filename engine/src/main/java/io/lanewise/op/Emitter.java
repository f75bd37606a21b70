package io.lanewise.op;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where ops put their instructions: the vocabulary that they speak, over one abstract method.
///
/// It decides what ops need not know. Work for a gradient that nobody wants is dropped. A `map`
/// into a target that repeats elements becomes a sum over them, which is all of broadcasting's
/// backward pass. Whether a gradient is assigned or added to is decided behind [#emit].
public abstract class Emitter {
  /// An emitter holds no state of its own.
  protected Emitter() {}

  /// Takes an instruction with its operands, outputs first.
  protected abstract void emit(Instruction instruction, Operand... operands);

  /// A buffer for intermediate results of this use. It has to be written before it is read.
  public abstract Operand scratch(Shape shape);

  /// `out[i]` = formula(`in₀[i]`, `in₁[i]`, …); a sum over what `out` repeats.
  public final void map(Formula formula, Operand out, Operand... in) {
    if (out == Operand.NONE) {
      return;
    }
    // Operands that the formula does not use are dropped here, so that offering a saved value costs
    // nothing where the gradient does without it.
    int[] number = new int[in.length];
    int used = 0;
    boolean all = true;
    boolean[] uses = uses(formula, in.length);
    Operand[] operands = new Operand[in.length + 1];
    operands[0] = out;
    for (int i = 0; i < in.length; i++) {
      if (uses[i]) {
        number[i] = used;
        operands[++used] = in[i];
      } else {
        all = false;
      }
    }
    Formula f = all ? formula : formula.substitute(i -> Formula.input(number[i]));
    operands = Arrays.copyOf(operands, used + 1);
    if (out.layout().repeats()) {
      emit(new Instruction.Reduce(Combine.SUM, f, layouts(operands), false), operands);
    } else {
      emit(new Instruction.Map(List.of(f), layouts(operands)), operands);
    }
  }

  private static boolean[] uses(Formula formula, int inputs) {
    boolean[] uses = new boolean[inputs];
    for (Formula f : Formula.order(List.of(formula))) {
      if (f instanceof Formula.Input i) {
        uses[i.index()] = true;
      }
    }
    return uses;
  }

  /// `out[j]` = formula(`in₀[i]`, …) combined over all i that `out`, expanded to the shape of the
  /// operands, maps to j.
  public final void reduce(Combine how, Formula formula, Operand out, Operand... in) {
    if (out == Operand.NONE) {
      return;
    }
    Operand[] operands = new Operand[in.length + 1];
    operands[0] = out;
    System.arraycopy(in, 0, operands, 1, in.length);
    emit(new Instruction.Reduce(how, formula, layouts(operands), false), operands);
  }

  /// C = A·B on the last two axes, for every index of the others, along which an operand may have
  /// one element for all. Where C has, its matrices are summed. A vector times a matrix is a
  /// reduction of their elements' products.
  public final void gemm(Operand a, Operand b, Operand c) {
    if (c == Operand.NONE || c.layout().distinct().size() == 0) {
      return;
    }
    BatchedProduct p = BatchedProduct.of(a, b, c);
    if (p.depthless()) {
      map(Formula.ZERO, c.with(c.layout().distinct()));
    } else if (p.c().layout().repeats()) {
      Operand products = scratch(p.c().shape());
      product(p.a(), p.b(), products);
      map(Formula.X, p.c(), products);
    } else if (p.ofVector()) {
      BatchedProduct sums = p.spread();
      reduce(Combine.SUM, Formula.mul(Formula.X, Formula.Y), sums.c(), sums.a(), sums.b());
    } else {
      product(p.a(), p.b(), p.c());
    }
  }

  /// A column-major C is computed as its transpose, Cᵀ = Bᵀ·Aᵀ, so that kernels write rows.
  private void product(Operand a, Operand b, Operand c) {
    if (c.layout().stride(-1) != 1 && c.layout().stride(-2) == 1) {
      product(b.transpose(), a.transpose(), c.transpose());
    } else {
      emit(new Instruction.Gemm(c.layout(), a.layout(), b.layout(), false), c, a, b);
    }
  }

  /// to = from
  public final void copy(Operand from, Operand to) {
    if (to == Operand.NONE) {
      return;
    }
    if (to.layout().repeats()) {
      map(Formula.X, to, from);
    } else {
      emit(new Instruction.Copy(to.layout(), from.layout()), to, from);
    }
  }

  /// out = `table[index]`, along the table's first axis.
  public final void gather(Operand table, Operand index, Operand out) {
    if (out != Operand.NONE) {
      emit(
          new Instruction.Gather(out.layout(), table.layout(), index.layout(), false),
          out,
          table,
          index);
    }
  }

  /// `table[index]` = the sums of the slices of `in` that go there, 0 where none does.
  public final void scatter(Operand in, Operand index, Operand table) {
    if (table == Operand.NONE) {
      return;
    }
    if (table.layout().repeats()) {
      scatterToRepeated(in, index, table);
      return;
    }
    emit(
        new Instruction.Scatter(table.layout(), in.layout(), index.layout(), false),
        table,
        in,
        index);
  }

  /// What shares an element is summed before it is scattered, so that nothing is as large as the
  /// table seems to be.
  private void scatterToRepeated(Operand in, Operand index, Operand table) {
    Layout seen = table.layout();
    Operand distinct = table.with(seen.distinct());
    int indexed = index.shape().rank();
    int rank = in.shape().rank();
    if (in.shape().size() == 0) {
      map(Formula.ZERO, distinct);
    } else if (seen.stride(0) == 0 && seen.shape().dim(0) != 1) { // all rows are one
      int[] strides = new int[rank];
      for (int i = indexed; i < rank; i++) {
        strides[i] = seen.stride(i - indexed + 1);
      }
      map(Formula.X, table.with(Layout.of(in.shape(), strides, seen.offset())), in);
    } else {
      int[] dims = in.shape().toArray();
      for (int i = indexed; i < rank; i++) {
        dims[i] = distinct.shape().dim(i - indexed + 1);
      }
      Operand sums = scratch(Shape.of(dims));
      map(Formula.X, sums.expand(in.shape()), in);
      scatter(sums, index, distinct);
    }
  }

  /// out = the index of the first largest (or smallest) element along the last axis.
  public final void argReduce(boolean largest, Operand in, Operand out) {
    emit(new Instruction.ArgReduce(out.layout(), in.layout(), largest), out, in);
  }

  /// out = softmax along the last axis, or its logarithm.
  public final void softmax(boolean logarithm, Operand in, Operand out) {
    emit(new Instruction.RowSoftmax(out.layout(), in.layout(), logarithm), out, in);
  }

  /// The loss of each row and its gradient with respect to the logits.
  public final void crossEntropy(Operand logits, Operand classes, Operand loss, Operand delta) {
    emit(
        new Instruction.RowCrossEntropy(
            loss.layout(), delta.layout(), logits.layout(), classes.layout()),
        loss,
        delta,
        logits,
        classes);
  }

  private static List<Layout> layouts(Operand[] operands) {
    List<Layout> layouts = new ArrayList<>(operands.length);
    for (Operand o : operands) {
      layouts.add(o.layout());
    }
    return layouts;
  }
}
