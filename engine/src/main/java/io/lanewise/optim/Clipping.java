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
import io.lanewise.op.Operand;
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
  /// An infinite bound only measures the norm. Source: R. Pascanu, T. Mikolov, Y. Bengio, *On the
  /// difficulty of training recurrent neural networks*, ICML 2013.
  ///
  /// @throws IllegalArgumentException if there is no parameter, one requires no gradient or is
  ///     given twice, or the bound is not positive
  public static Clipping byNorm(List<Tensor> parameters, double bound) {
    List<Operand> gradients = gradients(parameters, bound);
    int n = gradients.size();
    Backend backend = parameters.get(0).backend();
    Buffer squares = backend.allocate(n);
    Buffer norm = backend.allocate(1);
    Buffer scale = backend.allocate(1);
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Layout g = gradients.get(i).layout();
      var sum =
          new Instruction.Reduce(
              Combine.SUM, square(X), List.of(Layout.repeated(g.shape(), i), g), false);
      kernels.add(backend.bind(sum, squares, gradients.get(i).buffer()));
    }
    Shape all = Shape.of(n);
    var total =
        new Instruction.Reduce(
            Combine.SUM, X, List.of(Layout.repeated(all, 0), Layout.of(all)), false);
    kernels.add(backend.bind(total, norm, squares));
    Layout one = Layout.of(Shape.of(1));
    Formula root = sqrt(X);
    Formula factor = min(ONE, div(constant(bound), add(root, constant(1e-6))));
    var both = new Instruction.Map(List.of(factor, root), List.of(one, one, one));
    kernels.add(backend.bind(both, scale, norm, norm));
    for (Operand gradient : gradients) {
      Layout g = gradient.layout();
      var scaled =
          new Instruction.Map(List.of(mul(X, Y)), List.of(g, g, Layout.repeated(g.shape(), 0)));
      kernels.add(backend.bind(scaled, gradient.buffer(), gradient.buffer(), scale));
    }
    return new Clipping(kernels, norm);
  }

  /// Clamps every element of every gradient to ±bound.
  ///
  /// @throws IllegalArgumentException if there is no parameter, one requires no gradient or is
  ///     given twice, or the bound is not positive
  public static Clipping byValue(List<Tensor> parameters, double bound) {
    Formula clamped = min(max(X, constant(-bound)), constant(bound));
    List<Kernel> kernels = new ArrayList<>();
    for (Operand gradient : gradients(parameters, bound)) {
      Layout g = gradient.layout();
      Buffer buffer = gradient.buffer();
      var clamp = new Instruction.Map(List.of(clamped), List.of(g, g));
      kernels.add(buffer.backend().bind(clamp, buffer, buffer));
    }
    return new Clipping(kernels, null);
  }

  private static List<Operand> gradients(List<Tensor> parameters, double bound) {
    Parameters.require("clipping", parameters);
    if (!(bound > 0)) {
      throw new IllegalArgumentException(
          "clipping of gradients to " + bound + ": the bound has to be positive");
    }
    List<Operand> gradients = new ArrayList<>();
    for (Tensor p : parameters) {
      gradients.add(p.gradient().operand());
    }
    return gradients;
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
      throw new IllegalStateException(
          "norm() of clipping by value: it computes none; clip by norm, to an infinite bound if"
              + " only the norm is wanted");
    }
    return norm.get(0);
  }
}
