package io.lanewise.formula;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Symbolic reverse-mode differentiation of a formula.
///
/// Walks the formula once from its value back to its inputs and adds up, at each node, what its
/// users pass on: Σ upstream · ∂user/∂node. Each function's own rule stands with the function.
public final class Gradients {
  private Gradients() {}

  /// The gradient with respect to each of the first `arity` inputs.
  ///
  /// The results are formulas over the same inputs and two more: input `arity` is the formula's own
  /// value, already computed and saved, and input `arity + 1` the gradient with respect to it. So
  /// sigmoid(x) gives `x2 * (x1 * (1 - x1))` with x1 the saved value.
  public static List<Formula> of(Formula formula, int arity) {
    Formula saved = Formula.input(arity);
    Formula upstream = Formula.input(arity + 1);
    Map<Formula, Formula> gradient = new IdentityHashMap<>();
    gradient.put(formula, upstream);
    List<Formula> order = Formula.order(List.of(formula));
    for (int n = order.size() - 1; n >= 0; n--) {
      Formula node = order.get(n);
      Formula up = gradient.getOrDefault(node, Formula.ZERO);
      if (up == Formula.ZERO || !(node instanceof Formula.Apply a)) {
        continue;
      }
      Formula[] arguments = a.arguments();
      Formula self = node == formula ? saved : node;
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof Formula.Constant) {
          continue;
        }
        Formula part = a.function().gradient(i, arguments, self, up);
        gradient.merge(arguments[i], part, Formula::add);
      }
    }
    List<Formula> result = new ArrayList<>(arity);
    for (int i = 0; i < arity; i++) {
      result.add(gradient.getOrDefault(Formula.input(i), Formula.ZERO));
    }
    return result;
  }
}
