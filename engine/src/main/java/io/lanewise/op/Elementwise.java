package io.lanewise.op;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Gradients;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.List;

/// An op that is a formula: out = f(in₀, in₁, …), operands broadcast to one shape.
///
///     dInᵢ += ∂f/∂inᵢ · dOut, summed over what was broadcast
public final class Elementwise implements Op {
  private final String name;
  private final int arity;
  private final Formula formula;
  private final boolean differentiable;

  /// Derived when first asked for: most programs use few of the ops, and inference needs none.
  private volatile List<Formula> gradients;

  private Elementwise(
      String name, int arity, Formula formula, List<Formula> gradients, boolean differentiable) {
    this.name = name;
    this.arity = arity;
    this.formula = formula;
    this.gradients = gradients;
    this.differentiable = differentiable;
  }

  /// The op of a formula that uses all of its inputs 0 to n − 1, with symbolic gradients.
  public static Elementwise of(String name, Formula formula) {
    return new Elementwise(name, formula.inputs(), formula, null, true);
  }

  /// A step function: it has no gradient that would be of use, and says so when asked for one.
  public static Elementwise step(String name, Formula formula) {
    return new Elementwise(name, formula.inputs(), formula, List.of(), false);
  }

  /// The same op with a gradient declared for one operand, over the operands, the result (input n)
  /// and the gradient of the result (input n + 1). For formulas whose kinks cancel in the value but
  /// not in the symbolic gradient.
  public Elementwise gradient(int i, Formula declared) {
    List<Formula> all = new ArrayList<>(gradients());
    all.set(i, declared);
    return new Elementwise(name, arity, formula, List.copyOf(all), differentiable);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int arity() {
    return arity;
  }

  /// The formula.
  public Formula formula() {
    return formula;
  }

  /// The gradient with respect to operand `i`, over the operands, the result and its gradient.
  public Formula gradient(int i) {
    return gradients().get(i);
  }

  private List<Formula> gradients() {
    List<Formula> derived = gradients;
    if (derived == null) {
      derived = Gradients.of(formula, arity);
      gradients = derived;
    }
    return derived;
  }

  /// Nothing flows to an operand whose gradient is the constant 0: a condition, for instance.
  @Override
  public boolean differentiable(int i) {
    return differentiable && gradient(i) != Formula.ZERO;
  }

  @Override
  public Shape shape(Shape... in) {
    Shape s = in[0];
    for (Shape other : in) {
      try {
        s = Shape.broadcast(s, other);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
    return s;
  }

  @Override
  public void forward(Emitter e, Site s) {
    e.map(formula, s.out(), expanded(s, arity));
  }

  @Override
  public void backward(Emitter e, Site s) {
    if (!differentiable) {
      Op.super.backward(e, s);
    }
    Operand[] all = expanded(s, arity + 2);
    all[arity] = s.out();
    all[arity + 1] = s.dOut();
    for (int i = 0; i < arity; i++) {
      e.map(gradient(i), s.d(i).expand(s.out().shape()), all);
    }
  }

  private Operand[] expanded(Site s, int length) {
    Operand[] operands = new Operand[length];
    for (int i = 0; i < arity; i++) {
      operands[i] = s.in(i).expand(s.out().shape());
    }
    return operands;
  }

  /// For example `relu = max(x0, 0)`.
  @Override
  public String toString() {
    return name + " = " + formula;
  }
}
