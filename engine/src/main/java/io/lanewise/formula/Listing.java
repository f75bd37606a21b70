package io.lanewise.formula;

import java.util.function.IntFunction;

/// Formulas as text: `max(x0, 0)`, `(x0 - x1) * x2`. Shared parts are written out at each use, so
/// the text is cut at a length where a reader would stop anyway.
public final class Listing {
  private static final int LIMIT = 200;

  private Listing() {}

  /// The formula with inputs named x0, x1, ….
  public static String of(Formula formula) {
    return of(formula, i -> "x" + i);
  }

  /// The formula with inputs named by the caller.
  public static String of(Formula formula, IntFunction<String> inputs) {
    StringBuilder s = new StringBuilder();
    write(formula, inputs, s, false);
    return s.length() > LIMIT ? s.substring(0, LIMIT) + "…" : s.toString();
  }

  private static void write(
      Formula formula, IntFunction<String> inputs, StringBuilder s, boolean nested) {
    if (s.length() > LIMIT) {
      return;
    }
    switch (formula) {
      case Formula.Input i -> s.append(inputs.apply(i.index()));
      case Formula.Constant c -> s.append(number(c.value()));
      case Formula.Apply a -> {
        if (a.function() instanceof Primitive p && p.infix()) {
          s.append(nested ? "(" : "");
          write(a.argument(0), inputs, s, true);
          s.append(' ').append(p.label()).append(' ');
          write(a.argument(1), inputs, s, true);
          s.append(nested ? ")" : "");
        } else if (a.function() == Primitive.NEG) {
          write(a.argument(0), inputs, s.append('-'), true);
        } else {
          s.append(a.function().label()).append('(');
          for (int i = 0; i < a.arity(); i++) {
            write(a.argument(i), inputs, s.append(i == 0 ? "" : ", "), false);
          }
          s.append(')');
        }
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
