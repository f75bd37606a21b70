package io.lanewise.formula;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntFunction;

/// An elementwise expression over numbered inputs, as a directed acyclic graph.
///
/// Formulas are interned: two that are built alike are the same object, so they compare by identity
/// and a common subexpression is one node. The static builders (`add`, `mul`, …) simplify what
/// holds for the meaning of a definition (x·1, x + 0, constants); [#apply] builds exactly what it
/// is told, for rewriting that must keep every bit.
///
/// ```java
/// Formula softsign = div(X, add(ONE, abs(X)));
/// double half = softsign.evaluate(1);            // = 0.5
/// Formula slope = Gradients.of(softsign, 1).get(0);
/// ```
public sealed interface Formula permits Formula.Input, Formula.Constant, Formula.Apply {
  /// The constant 0.
  Formula ZERO = constant(0);

  /// The constant 1.
  Formula ONE = constant(1);

  /// Input 0.
  Formula X = input(0);

  /// Input 1.
  Formula Y = input(1);

  /// Input 2.
  Formula Z = input(2);

  /// Input number `index`.
  final class Input implements Formula {
    private final int index;

    private Input(int index) {
      this.index = index;
    }

    /// The number of the input.
    public int index() {
      return index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Input o && o.index == index;
    }

    @Override
    public int hashCode() {
      return index;
    }

    @Override
    public String toString() {
      return Listing.of(this);
    }
  }

  /// A fixed number, in double; a backend rounds it when it renders it.
  final class Constant implements Formula {
    private final double value;

    private Constant(double value) {
      this.value = value;
    }

    /// The number.
    public double value() {
      return value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Constant o
          && Double.doubleToLongBits(o.value) == Double.doubleToLongBits(value);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }

    @Override
    public String toString() {
      return Listing.of(this);
    }
  }

  /// A function applied to formulas.
  final class Apply implements Formula {
    private final Function function;
    private final Formula[] arguments;
    private final int hash;

    private Apply(Function function, Formula[] arguments) {
      this.function = function;
      this.arguments = arguments;
      int h = function.label().hashCode() + arguments.length;
      for (Formula a : arguments) {
        h = h * 31 + a.hashCode();
      }
      this.hash = h;
    }

    /// The function.
    public Function function() {
      return function;
    }

    /// The number of arguments.
    public int arity() {
      return arguments.length;
    }

    /// One argument.
    public Formula argument(int i) {
      return arguments[i];
    }

    /// The arguments, as an array of the caller's own.
    public Formula[] arguments() {
      return arguments.clone();
    }

    /// One level deep: arguments are interned, so identity is equality.
    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Apply o) || o.function != function) {
        return false;
      }
      for (int i = 0; i < arguments.length; i++) {
        if (o.arguments[i] != arguments[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public String toString() {
      return Listing.of(this);
    }
  }

  /// Input number `index`.
  static Formula input(int index) {
    return Interned.intern(new Input(index));
  }

  /// A fixed number.
  static Formula constant(double value) {
    return Interned.intern(new Constant(value));
  }

  /// A function applied, without any simplification.
  ///
  /// @throws IllegalArgumentException if the number of arguments is not the function's
  static Formula apply(Function function, Formula... arguments) {
    if (arguments.length != function.arity()) {
      throw new IllegalArgumentException(
          function.label()
              + " takes "
              + function.arity()
              + " arguments and was given "
              + arguments.length);
    }
    return Interned.intern(new Apply(function, arguments.clone()));
  }

  /// a + b
  static Formula add(Formula a, Formula b) {
    if (is(a, 0)) {
      return b;
    }
    if (is(b, 0)) {
      return a;
    }
    if (b instanceof Apply n && n.function == Primitive.NEG) {
      return sub(a, n.arguments[0]);
    }
    return fold(Primitive.ADD, a, b);
  }

  /// a − b
  static Formula sub(Formula a, Formula b) {
    if (is(b, 0)) {
      return a;
    }
    return is(a, 0) ? neg(b) : fold(Primitive.SUB, a, b);
  }

  /// a · b
  static Formula mul(Formula a, Formula b) {
    if (is(a, 0) || is(b, 0)) {
      return ZERO;
    }
    if (is(a, 1)) {
      return b;
    }
    if (is(b, 1)) {
      return a;
    }
    if (is(a, -1)) {
      return neg(b);
    }
    return is(b, -1) ? neg(a) : fold(Primitive.MUL, a, b);
  }

  /// a / b
  static Formula div(Formula a, Formula b) {
    if (is(a, 0)) {
      return ZERO;
    }
    return is(b, 1) ? a : fold(Primitive.DIV, a, b);
  }

  /// −a
  static Formula neg(Formula a) {
    if (is(a, 0)) {
      return ZERO;
    }
    if (a instanceof Apply n && n.function == Primitive.NEG) {
      return n.arguments[0];
    }
    return fold(Primitive.NEG, a);
  }

  /// a², as one multiplication
  static Formula square(Formula a) {
    return mul(a, a);
  }

  /// The smaller of the two.
  static Formula min(Formula a, Formula b) {
    return fold(Primitive.MIN, a, b);
  }

  /// The larger of the two.
  static Formula max(Formula a, Formula b) {
    return fold(Primitive.MAX, a, b);
  }

  /// a·b + c, rounded once
  static Formula fma(Formula a, Formula b, Formula c) {
    return fold(Primitive.FMA, a, b, c);
  }

  /// |a|
  static Formula abs(Formula a) {
    return fold(Primitive.ABS, a);
  }

  /// √a
  static Formula sqrt(Formula a) {
    return fold(Primitive.SQRT, a);
  }

  /// ⌊a⌋
  static Formula floor(Formula a) {
    return fold(Primitive.FLOOR, a);
  }

  /// 1 where a > b, else 0
  static Formula greater(Formula a, Formula b) {
    return fold(Primitive.GREATER, a, b);
  }

  /// 1 where a = b, else 0
  static Formula equal(Formula a, Formula b) {
    return fold(Primitive.EQUAL, a, b);
  }

  /// `then` where `condition` is not 0, else `otherwise`
  static Formula select(Formula condition, Formula then, Formula otherwise) {
    if (condition instanceof Constant c) {
      return c.value != 0 ? then : otherwise;
    }
    return then == otherwise ? then : fold(Primitive.SELECT, condition, then, otherwise);
  }

  /// aᵇ; whole exponents from −1 to 3 as products, which are exact where a polynomial is not
  static Formula pow(Formula a, Formula b) {
    if (is(b, 0)) {
      return ONE;
    }
    if (is(b, 1)) {
      return a;
    }
    if (is(b, 2)) {
      return square(a);
    }
    if (is(b, 3)) {
      return mul(square(a), a);
    }
    return is(b, -1) ? div(ONE, a) : of(Composite.POW, a, b);
  }

  /// A composite applied, folded where every argument is a constant.
  static Formula of(Composite function, Formula... arguments) {
    return fold(function, arguments);
  }

  /// The value in double precision at these inputs.
  default double evaluate(double... inputs) {
    return Program.of(List.of(this)).evaluator().run(inputs)[0];
  }

  /// This formula with each input replaced by another formula.
  default Formula substitute(IntFunction<Formula> inputs) {
    Map<Formula, Formula> to = new IdentityHashMap<>();
    for (Formula f : order(List.of(this))) {
      to.put(
          f,
          switch (f) {
            case Input i -> inputs.apply(i.index);
            case Constant c -> c;
            case Apply a -> rebuilt(a, to);
          });
    }
    return to.get(this);
  }

  /// This formula with every composite replaced by its expansion into primitives.
  default Formula expand() {
    Map<Formula, Formula> to = new IdentityHashMap<>();
    for (Formula f : order(List.of(this))) {
      Formula e = f;
      if (f instanceof Apply a) {
        if (a.function instanceof Composite c) {
          Formula[] arguments = new Formula[a.arguments.length];
          for (int i = 0; i < arguments.length; i++) {
            arguments[i] = to.get(a.arguments[i]);
          }
          e = c.expand(arguments).expand();
        } else {
          e = rebuilt(a, to);
        }
      }
      to.put(f, e);
    }
    return to.get(this);
  }

  /// The number of inputs: one more than the largest input's number.
  default int inputs() {
    int n = 0;
    for (Formula f : order(List.of(this))) {
      if (f instanceof Input i) {
        n = Math.max(n, i.index + 1);
      }
    }
    return n;
  }

  /// Whether input `index` occurs.
  default boolean uses(int index) {
    return order(List.of(this)).contains(input(index));
  }

  /// Every node that these formulas reach, once, arguments before what uses them.
  static List<Formula> order(List<Formula> roots) {
    List<Formula> order = new ArrayList<>();
    // TRUE once a node's arguments have been pushed, so that it is listed when met again.
    Map<Formula, Boolean> seen = new IdentityHashMap<>();
    ArrayDeque<Formula> open = new ArrayDeque<>();
    for (int r = roots.size() - 1; r >= 0; r--) {
      open.push(roots.get(r));
    }
    while (!open.isEmpty()) {
      Formula f = open.peek();
      Boolean state = seen.get(f);
      if (state == null && f instanceof Apply a) {
        seen.put(f, Boolean.TRUE);
        for (int i = a.arguments.length - 1; i >= 0; i--) {
          if (!seen.containsKey(a.arguments[i])) {
            open.push(a.arguments[i]);
          }
        }
        continue;
      }
      open.pop();
      if (state == null || state) {
        seen.put(f, Boolean.FALSE);
        order.add(f);
      }
    }
    return Collections.unmodifiableList(order);
  }

  private static Formula rebuilt(Apply a, Map<Formula, Formula> to) {
    Formula[] arguments = new Formula[a.arguments.length];
    boolean same = true;
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = to.get(a.arguments[i]);
      same &= arguments[i] == a.arguments[i];
    }
    return same ? a : apply(a.function, arguments);
  }

  private static boolean is(Formula f, double value) {
    return f instanceof Constant c && c.value == value;
  }

  private static Formula fold(Function function, Formula... arguments) {
    double[] values = new double[arguments.length];
    for (int i = 0; i < values.length; i++) {
      if (!(arguments[i] instanceof Constant c)) {
        return apply(function, arguments);
      }
      values[i] = c.value;
    }
    return constant(function.value(values));
  }

  /// The one copy of each formula. It is held weakly: a formula that nobody uses can go.
  final class Interned {
    private static final Map<Formula, WeakReference<Formula>> ALL = new WeakHashMap<>();

    private Interned() {}

    private static synchronized Formula intern(Formula f) {
      WeakReference<Formula> known = ALL.get(f);
      Formula one = known == null ? null : known.get();
      if (one == null) {
        ALL.put(f, new WeakReference<>(f));
        one = f;
      }
      return one;
    }
  }
}
