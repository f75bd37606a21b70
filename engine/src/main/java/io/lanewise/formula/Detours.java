package io.lanewise.formula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Long ways that few elements take: the formulas that nothing but the first choice of selections
/// by one comparison uses. Brought next to each other, they can be left out for a block of elements
/// none of which meets the comparison.
final class Detours {
  /// Ways of fewer steps than this are often the usual ones, and save little where they are not.
  private static final int LEAST = 48;

  /// Every formula, arguments before what uses them.
  private List<Formula> order;

  /// The comparison of each detour, and its steps.
  private final Map<Formula, Set<Formula>> found = new LinkedHashMap<>();

  /// @param order every formula, arguments before what uses them
  /// @param results those that are asked for
  Detours(List<Formula> order, List<Formula> results) {
    this.order = order;
    Set<Formula> conditions = set();
    for (Formula f : order) {
      if (f instanceof Formula.Apply a
          && a.function() == Primitive.SELECT
          && a.argument(0) instanceof Formula.Apply c
          && (c.function() == Primitive.GREATER || c.function() == Primitive.EQUAL)) {
        conditions.add(c);
      }
    }
    if (conditions.isEmpty() || order.size() < LEAST) {
      return;
    }
    Map<Formula, List<Formula.Apply>> users = new IdentityHashMap<>();
    for (Formula f : order) {
      users.put(f, new ArrayList<>());
      if (f instanceof Formula.Apply a) {
        for (int i = 0; i < a.arity(); i++) {
          users.get(a.argument(i)).add(a);
        }
      }
    }
    for (Formula condition : conditions) {
      Set<Formula> way = set();
      for (int i = order.size() - 1; i >= 0; i--) {
        Formula f = order.get(i);
        if (f instanceof Formula.Apply && !results.contains(f) && only(f, users, condition, way)) {
          way.add(f);
        }
      }
      if (way.size() >= LEAST) {
        bringTogether(condition, way);
      }
    }
  }

  private static Set<Formula> set() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// Whether f is used, and by nothing but the way and the first choice of selections.
  private static boolean only(
      Formula f, Map<Formula, List<Formula.Apply>> users, Formula condition, Set<Formula> way) {
    for (Formula.Apply user : users.get(f)) {
      boolean chosen =
          user.function() == Primitive.SELECT
              && user.argument(0) == condition
              && user.argument(1) == f
              && user.argument(2) != f;
      if (!chosen && !way.contains(user)) {
        return false;
      }
    }
    return f != condition;
  }

  /// Orders what does not need the way before it, and what does after it; not, if something in
  /// between would have to be in the middle, or within another way.
  private void bringTogether(Formula condition, Set<Formula> way) {
    List<Formula> before = new ArrayList<>();
    List<Formula> together = new ArrayList<>();
    List<Formula> after = new ArrayList<>();
    Set<Formula> late = set();
    for (Formula f : order) {
      boolean needs = false;
      for (int i = 0; f instanceof Formula.Apply a && i < a.arity(); i++) {
        boolean mine = way.contains(a.argument(i));
        if (way.contains(f) && late.contains(a.argument(i))) {
          return;
        }
        needs |= mine || late.contains(a.argument(i));
      }
      if (way.contains(f)) {
        together.add(f);
      } else if (needs) {
        late.add(f);
        after.add(f);
      } else {
        before.add(f);
      }
    }
    for (Set<Formula> other : found.values()) {
      int behind = 0;
      for (Formula f : other) {
        behind += late.contains(f) ? 1 : 0;
        behind += way.contains(f) ? other.size() + 1 : 0;
      }
      if (behind != 0 && behind != other.size()) {
        return;
      }
    }
    if (!late.contains(condition)) {
      before.addAll(together);
      before.addAll(after);
      order = before;
      found.put(condition, way);
    }
  }

  /// The formulas, in an order in which each detour is in one piece.
  List<Formula> order() {
    return order;
  }

  /// The comparison of the detour that a formula belongs to, or null.
  Formula conditionOf(Formula f) {
    for (Map.Entry<Formula, Set<Formula>> entry : found.entrySet()) {
      if (entry.getValue().contains(f)) {
        return entry.getKey();
      }
    }
    return null;
  }
}
