package io.lanewise.verification.rules;

import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.formula.Function;
import io.lanewise.formula.Gradients;
import io.lanewise.formula.Primitive;
import io.lanewise.op.Catalogue;
import io.lanewise.op.Elementwise;
import io.lanewise.op.Sample;
import io.lanewise.random.Philox;
import io.lanewise.verification.Counts;
import io.lanewise.verification.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The symbolic gradient of every function, of every elementwise op and of random formulas, against
/// differences in double.
class FormulaGradientsTest {
  /// Arguments and how they are drawn.
  private record Domain(double low, double high) {}

  @Provide
  Arbitrary<Function> functions() {
    List<Function> all = new ArrayList<>(Arrays.asList(Composite.values()));
    for (Primitive p : Primitive.values()) {
      if (domain(p) != null) {
        all.add(p);
      }
    }
    return Arbitraries.of(all);
  }

  @Provide
  Arbitrary<Integer> seeds() {
    return Tensors.seeds();
  }

  @Property(tries = 30_000)
  void gradientOfEveryFunctionIsItsSlope(
      @ForAll("functions") Function function, @ForAll("seeds") int seed) {
    Domain d = function instanceof Primitive p ? domain(p) : domain((Composite) function);
    Formula[] arguments = new Formula[function.arity()];
    double[] x = new double[arguments.length];
    Philox random = new Philox(seed, 0);
    for (int i = 0; i < x.length; i++) {
      arguments[i] = Formula.input(i);
      x[i] = d.low + (d.high - d.low) * random.uniform(i);
    }
    Assume.that(function != Primitive.ABS || Math.abs(x[0]) > 1e-2);
    boolean chooses = function == Primitive.MIN || function == Primitive.MAX;
    Assume.that(!chooses || Math.abs(x[0] - x[1]) > 1e-2);
    Formula f = Formula.apply(function, arguments);
    double error = new Slopes(f, Gradients.of(f, x.length), x).check(0, direction(seed, x.length));
    Counts.tried("formula", function.label(), "double", error);
  }

  /// Where a function is smooth but for the kinks that the property looks at; null where it has no
  /// slope to measure.
  private static Domain domain(Primitive p) {
    return switch (p) {
      case ADD, SUB, MUL, MIN, MAX, FMA, NEG, ABS -> new Domain(-2, 2);
      case DIV, SQRT, SELECT -> new Domain(0.5, 2);
      case FLOOR, GREATER, EQUAL, EXP2I, SCALE, EXPONENT, COPYSIGN -> null;
    };
  }

  private static Domain domain(Composite c) {
    return switch (c) {
      case EXP, EXPM1, TANH, ERF -> new Domain(-3, 3);
      case SIN, COS, SIGMOID, SOFTPLUS -> new Domain(-4, 4);
      case LOG, POW -> new Domain(0.25, 4);
      case LOG1P -> new Domain(-0.7, 4);
    };
  }

  @Provide
  Arbitrary<Catalogue.Entry> elementwise() {
    List<Catalogue.Entry> all = new ArrayList<>();
    for (Catalogue.Entry e : Catalogue.entries()) {
      if (e.op() instanceof Elementwise && e.differentiable()) {
        all.add(e);
      }
    }
    return Arbitraries.of(all);
  }

  @Property(tries = 30_000)
  void gradientOfEveryElementwiseOpIsItsSlope(
      @ForAll("elementwise") Catalogue.Entry e, @ForAll("seeds") int seed) {
    Elementwise op = (Elementwise) e.op();
    double[] x = new double[op.arity()];
    double[] v = direction(seed, x.length);
    List<Formula> gradients = new ArrayList<>();
    Philox random = new Philox(seed, 0);
    for (int i = 0; i < x.length; i++) {
      Sample.Argument a = e.samples().get(0).arguments().get(i);
      double drawn = a.low() + (a.high() - a.low()) * random.uniform(i);
      boolean index = a.kind() == Sample.Kind.INDEX;
      x[i] = index ? Math.rint(drawn) : drawn;
      v[i] = index ? 0 : v[i];
      gradients.add(op.gradient(i));
    }
    for (Formula kink : e.kinks()) {
      Assume.that(Math.abs(kink.evaluate(x)) > 1e-2);
    }
    double error = new Slopes(op.formula(), gradients, x).check(0, v);
    Counts.tried("formula", op.name(), "double", error);
  }

  @Provide
  Arbitrary<Formula> formulas() {
    return RandomFormulas.all();
  }

  @Property(tries = 20_000, maxDiscardRatio = 3)
  void gradientOfRandomFormulaIsItsSlope(@ForAll("formulas") Formula f, @ForAll("seeds") int seed) {
    double[] x = new double[3];
    Philox random = new Philox(seed, 0);
    for (int i = 0; i < x.length; i++) {
      x[i] = 4 * random.uniform(i) - 2;
    }
    double[] v = direction(seed, x.length);
    double size =
        RandomFormulas.size(
            f, Slopes.moved(x, -Slopes.step(), v), Slopes.moved(x, Slopes.step(), v));
    Assume.that(size <= 1e3);
    double error = new Slopes(f, Gradients.of(f, x.length), x).check(size, v);
    Counts.tried("formula", "random", "double", error);
  }

  private static double[] direction(int seed, int n) {
    double[] v = new double[n];
    Philox random = new Philox(seed, 1);
    for (int i = 0; i < n; i++) {
      v[i] = 2 * random.uniform(i) - 1;
    }
    return v;
  }
}
