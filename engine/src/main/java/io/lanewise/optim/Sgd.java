package io.lanewise.optim;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.input;
import static io.lanewise.formula.Formula.mul;

import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/// Stochastic gradient descent, with momentum, dampening, Nesterov's variant and weight decay:
///
///     g ← g + decay·p
///     v ← momentum·v + (1 − dampening)·g        (the first step: v ← g)
///     p ← p − rate·v                            (Nesterov: p − rate·(g + momentum·v))
///
/// Without momentum v is g. The terms and their order are PyTorch's; products are fused into sums.
/// Source: I. Sutskever et al., *On the importance of initialization and momentum in deep
/// learning*, ICML 2013.
public final class Sgd implements Optimizer {
  /// What a group of parameters is updated with.
  ///
  /// @param rate the learning rate, at least 0
  /// @param momentum the share of the velocity that is kept, in [0, 1)
  /// @param dampening the share of the gradient that does not enter the velocity
  /// @param nesterov whether the step looks ahead along the velocity; wants momentum, no dampening
  /// @param decay the weight decay, at least 0
  public record Options(
      double rate, double momentum, double dampening, boolean nesterov, double decay) {
    /// Checks the values.
    public Options {
      require(rate >= 0 && Double.isFinite(rate), "learning rate", rate, "0 or more");
      require(momentum >= 0 && momentum < 1, "momentum", momentum, "within [0, 1)");
      require(dampening >= 0 && dampening <= 1, "dampening", dampening, "within [0, 1]");
      require(decay >= 0 && Double.isFinite(decay), "weight decay", decay, "0 or more");
      if (nesterov && (momentum == 0 || dampening != 0)) {
        throw new IllegalArgumentException(
            "SGD: Nesterov's variant wants a momentum above 0 and no dampening");
      }
    }

    private static void require(boolean holds, String what, double value, String cure) {
      if (!holds) {
        throw new IllegalArgumentException("SGD: " + what + " " + value + ": it has to be " + cure);
      }
    }

    /// Plain descent with this learning rate.
    public static Options rate(double rate) {
      return new Options(rate, 0, 0, false, 0);
    }

    /// With this momentum.
    public Options momentum(double m) {
      return new Options(rate, m, dampening, nesterov, decay);
    }

    /// With this dampening.
    public Options dampening(double d) {
      return new Options(rate, momentum, d, nesterov, decay);
    }

    /// With Nesterov's variant.
    public Options nesterov(boolean n) {
      return new Options(rate, momentum, dampening, n, decay);
    }

    /// With this weight decay.
    public Options decay(double d) {
      return new Options(rate, momentum, dampening, nesterov, d);
    }
  }

  /// Parameters that share their options.
  ///
  /// @param parameters tensors that require a gradient
  /// @param options what they are updated with
  public record Group(List<Tensor> parameters, Options options) {}

  // The inputs that are the same for all elements of a group: one buffer, read with stride 0.
  private static final int MINUS_RATE = 0;
  private static final int MOMENTUM = 1;
  private static final int SHARE = 2;
  private static final int DECAY = 3;
  private static final Formula[] SCALAR = {input(3), input(4), input(5), input(6)};

  private final List<Group> groups;
  private final Buffer[] scalars;
  private final Kernel[] kernels;
  private boolean first = true;

  /// Plain descent.
  public Sgd(List<Tensor> parameters, double rate) {
    this(parameters, Options.rate(rate));
  }

  /// All parameters with the same options.
  public Sgd(List<Tensor> parameters, Options options) {
    this(List.of(new Group(parameters, options)));
  }

  /// Groups of parameters, each with its own options.
  ///
  /// @throws IllegalArgumentException if there is no parameter, or one is in two groups or requires
  ///     no gradient
  public Sgd(List<Group> groups) {
    this.groups = List.copyOf(groups);
    this.scalars = new Buffer[groups.size()];
    List<Kernel> all = new ArrayList<>();
    List<Tensor> seen = new ArrayList<>();
    for (int g = 0; g < scalars.length; g++) {
      Group group = groups.get(g);
      for (Tensor p : group.parameters()) {
        requireParameter(p, seen);
        if (scalars[g] == null) {
          scalars[g] = p.backend().allocate(4);
        }
        all.add(kernel(p, group.options(), scalars[g]));
      }
      if (scalars[g] != null) {
        scalars[g].set(MINUS_RATE, -group.options().rate());
        scalars[g].set(MOMENTUM, group.options().momentum());
        scalars[g].set(SHARE, 1);
        scalars[g].set(DECAY, group.options().decay());
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("SGD of no parameters: give it model.parameters()");
    }
    this.kernels = all.toArray(Kernel[]::new);
  }

  private static void requireParameter(Tensor p, List<Tensor> seen) {
    if (!p.requiresGradient()) {
      throw new IllegalArgumentException(
          "SGD of a tensor of shape "
              + p.shape()
              + " that requires no gradient: call requireGradient() on it");
    }
    for (Tensor other : seen) {
      if (other == p) {
        throw new IllegalArgumentException(
            "SGD: parameter " + p.name() + " " + p.shape() + " is given twice");
      }
    }
    seen.add(p);
  }

  /// Inputs of the formulas: parameter X, gradient Y, velocity Z, then the scalars.
  private static Kernel kernel(Tensor p, Options o, Buffer scalars) {
    Backend backend = p.backend();
    Layout l = p.operand().layout();
    List<Formula> formulas = new ArrayList<>();
    Formula g = o.decay() == 0 ? Y : fma(SCALAR[DECAY], X, Y);
    Formula direction = g;
    if (o.momentum() != 0) {
      Formula share = o.dampening() == 0 ? g : mul(SCALAR[SHARE], g);
      Formula v = fma(SCALAR[MOMENTUM], Z, share);
      direction = o.nesterov() ? fma(SCALAR[MOMENTUM], v, g) : v;
      formulas.add(v);
    }
    formulas.add(fma(SCALAR[MINUS_RATE], direction, X));

    Buffer parameter = p.operand().buffer();
    Buffer gradient = p.gradient().operand().buffer();
    Buffer velocity = o.momentum() == 0 ? parameter : backend.allocate(parameter.length());
    List<Layout> layouts = new ArrayList<>();
    List<Buffer> buffers = new ArrayList<>();
    if (o.momentum() != 0) {
      layouts.add(l);
      buffers.add(velocity);
    }
    layouts.addAll(List.of(l, l, l, l));
    buffers.addAll(List.of(parameter, parameter, gradient, velocity));
    for (int i = 0; i < SCALAR.length; i++) {
      layouts.add(Layout.repeated(l.shape(), i));
      buffers.add(scalars);
    }
    return backend.bind(new Instruction.Map(formulas, layouts), buffers.toArray(Buffer[]::new));
  }

  @Override
  public void step() {
    for (Kernel k : kernels) {
      k.run();
    }
    if (first) {
      first = false;
      for (int g = 0; g < scalars.length; g++) {
        if (scalars[g] != null) {
          scalars[g].set(SHARE, 1 - groups.get(g).options().dampening());
        }
      }
    }
  }

  @Override
  public void learningRate(double rate) {
    for (int g = 0; g < scalars.length; g++) {
      learningRate(g, rate);
    }
  }

  /// Sets the learning rate of one group, from the next step on.
  ///
  /// @throws IllegalArgumentException if it is negative or not finite
  public void learningRate(int group, double rate) {
    Options.rate(rate);
    if (scalars[group] != null) {
      scalars[group].set(MINUS_RATE, -rate);
    }
  }
}
