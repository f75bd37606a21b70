package io.lanewise.optim;

import static io.lanewise.formula.Formula.ONE;
import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.div;
import static io.lanewise.formula.Formula.max;
import static io.lanewise.formula.Formula.min;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.sqrt;
import static io.lanewise.formula.Formula.square;

import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.List;

/// Bounds gradients before an optimiser's step.
///
/// ```java
/// Clipping clipping = Clipping.byNorm(model.parameters(), 1.0);
/// tape.backward();
/// clipping.run();
/// sgd.step();
/// ```
public final class Clipping {
  private final Kernel[] kernels;
  private final Buffer norm;

  private Clipping(List<Kernel> kernels, Buffer norm) {
    this.kernels = kernels.toArray(Kernel[]::new);
    this.norm = norm;
  }

  /// Scales all gradients by min(1, bound / (‖g‖ + 10⁻⁶)), ‖g‖ the Euclidean norm over all of them.
  /// Source: R. Pascanu, T. Mikolov, Y. Bengio, *On the difficulty of training recurrent neural
  /// networks*, ICML 2013.
  ///
  /// @throws IllegalArgumentException if there is no parameter or the bound is not positive
  public static Clipping byNorm(List<Tensor> parameters, double bound) {
    require(parameters, bound);
    Backend backend = parameters.get(0).backend();
    int n = parameters.size();
    Buffer squares = backend.allocate(n);
    Buffer norm = backend.allocate(1);
    Buffer scale = backend.allocate(1);
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Layout g = parameters.get(i).gradient().operand().layout();
      Layout sum = Layout.repeated(g.shape(), i);
      kernels.add(
          backend.bind(
              new Instruction.Reduce(Combine.SUM, square(X), List.of(sum, g), false),
              squares,
              gradient(parameters.get(i))));
    }
    Layout vector = Layout.of(Shape.of(n));
    Layout one = Layout.of(Shape.of(1));
    Layout total = Layout.repeated(Shape.of(n), 0);
    kernels.add(
        backend.bind(
            new Instruction.Reduce(Combine.SUM, X, List.of(total, vector), false), norm, squares));
    kernels.add(backend.bind(new Instruction.Map(List.of(sqrt(X)), List.of(one, one)), norm, norm));
    Formula factor = min(ONE, div(constant(bound), add(X, constant(1e-6))));
    kernels.add(backend.bind(new Instruction.Map(List.of(factor), List.of(one, one)), scale, norm));
    for (Tensor p : parameters) {
      Layout g = p.gradient().operand().layout();
      Layout factors = Layout.repeated(g.shape(), 0);
      kernels.add(
          backend.bind(
              new Instruction.Map(List.of(mul(X, Y)), List.of(g, g, factors)),
              gradient(p),
              gradient(p),
              scale));
    }
    return new Clipping(kernels, norm);
  }

  /// Clamps every element of every gradient to ±bound.
  ///
  /// @throws IllegalArgumentException if there is no parameter or the bound is not positive
  public static Clipping byValue(List<Tensor> parameters, double bound) {
    require(parameters, bound);
    Formula clamped = min(max(X, constant(-bound)), constant(bound));
    List<Kernel> kernels = new ArrayList<>();
    for (Tensor p : parameters) {
      Layout g = p.gradient().operand().layout();
      kernels.add(
          p.backend()
              .bind(
                  new Instruction.Map(List.of(clamped), List.of(g, g)), gradient(p), gradient(p)));
    }
    return new Clipping(kernels, null);
  }

  private static void require(List<Tensor> parameters, double bound) {
    if (parameters.isEmpty() || !(bound > 0)) {
      throw new IllegalArgumentException(
          "clipping the gradients of "
              + parameters.size()
              + " parameters to "
              + bound
              + ": it needs a parameter at least and a positive bound");
    }
  }

  private static Buffer gradient(Tensor p) {
    return p.gradient().operand().buffer();
  }

  /// Bounds the gradients as they stand. Allocates nothing.
  public void run() {
    for (Kernel k : kernels) {
      k.run();
    }
  }

  /// The norm of all gradients before the last [#run].
  ///
  /// @throws IllegalStateException if this clips by value
  public double norm() {
    if (norm == null) {
      throw new IllegalStateException("norm() of clipping by value: it computes none");
    }
    return norm.get(0);
  }
}
