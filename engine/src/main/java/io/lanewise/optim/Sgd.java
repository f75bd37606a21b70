package io.lanewise.optim;

import static io.lanewise.formula.Formula.fma;
import static io.lanewise.formula.Formula.mul;

import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.List;

/// Stochastic gradient descent, with momentum, dampening, Nesterov's variant and weight decay:
///
///     g ← g + decay·p
///     v ← momentum·v + (1 − dampening)·g        (the first step: v ← g)
///     p ← p − rate·v                            (Nesterov: p − rate·(g + momentum·v))
///
/// Parameters that lie one after the other, as those of a model do ([Tensor#layTogether]), are
/// updated by one kernel.
///
/// Without momentum v is g. The terms and their order are PyTorch's; products are fused into sums.
/// Source: I. Sutskever et al., *On the importance of initialization and momentum in deep
/// learning*, ICML 2013.
///
/// ```java
/// var options = Sgd.Options.rate(0.05).momentum(0.9).nesterov(true);
/// var body = new Sgd.Group(model.layers().get(0).parameters(), options.decay(1e-4));
/// var head = new Sgd.Group(model.layers().get(2).parameters(), options);
/// var optimizer = new Sgd(List.of(body, head));
/// ```
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
      requireRate(rate);
      require(momentum >= 0 && momentum < 1, "momentum", momentum, "within [0, 1)");
      require(dampening >= 0 && dampening <= 1, "dampening", dampening, "within [0, 1]");
      require(decay >= 0 && Double.isFinite(decay), "weight decay", decay, "finite and 0 or more");
      if (nesterov && (momentum == 0 || dampening != 0)) {
        throw new IllegalArgumentException(
            "SGD: Nesterov's variant wants a momentum above 0 and no dampening; set them"
                + " before it");
      }
    }

    private static void requireRate(double rate) {
      require(rate >= 0 && Double.isFinite(rate), "learning rate", rate, "finite and 0 or more");
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

    /// With or without Nesterov's variant.
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
  public record Group(List<Tensor> parameters, Options options) {
    /// Copies the list.
    public Group {
      parameters = List.copyOf(parameters);
    }
  }

  // What is the same for all elements of a group lies in one buffer and is read with stride 0.
  private static final int MINUS_RATE = 0;
  private static final int MOMENTUM = 1;
  private static final int SHARE = 2;
  private static final int DECAY = 3;
  private static final int SCALARS = 4;

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
  /// @throws IllegalArgumentException if there is no group, a group has no parameter, or a
  ///     parameter is given twice or requires no gradient
  public Sgd(List<Group> groups) {
    this.groups = List.copyOf(groups);
    this.scalars = new Buffer[groups.size()];
    List<Tensor> all = new ArrayList<>();
    for (Group group : groups) {
      all.addAll(group.parameters());
    }
    Parameters.require("SGD", all);
    List<Kernel> kernels = new ArrayList<>();
    for (int g = 0; g < scalars.length; g++) {
      if (groups.get(g).parameters().isEmpty()) {
        throw new IllegalArgumentException("SGD: group " + g + " has no parameters; leave it out");
      }
      scalars[g] = scalars(groups.get(g));
      for (Stretch s : Stretch.of(groups.get(g).parameters())) {
        kernels.add(kernel(s, groups.get(g).options(), scalars[g]));
      }
    }
    this.kernels = kernels.toArray(Kernel[]::new);
  }

  private static Buffer scalars(Group group) {
    Buffer scalars = group.parameters().get(0).backend().allocate(SCALARS);
    scalars.set(MINUS_RATE, -group.options().rate());
    scalars.set(MOMENTUM, group.options().momentum());
    scalars.set(SHARE, 1); // the first step takes the gradient whole
    scalars.set(DECAY, group.options().decay());
    return scalars;
  }

  private static Kernel kernel(Stretch s, Options o, Buffer scalars) {
    Backend backend = s.parameters().backend();
    Inputs inputs = new Inputs(s.layout().shape(), scalars);
    Formula x = inputs.elements(s.parameters(), s.layout());
    Formula g = inputs.elements(s.gradients(), s.layout());
    if (o.decay() != 0) {
      g = fma(inputs.scalar(DECAY), x, g);
    }
    List<Formula> formulas = new ArrayList<>();
    List<Buffer> outputs = new ArrayList<>();
    List<Layout> layouts = new ArrayList<>();
    Formula direction = g;
    if (o.momentum() != 0) {
      Layout l = Layout.of(s.layout().shape());
      Buffer velocity = backend.allocate(l.size());
      Formula momentum = inputs.scalar(MOMENTUM);
      Formula share = o.dampening() == 0 ? g : mul(inputs.scalar(SHARE), g);
      Formula v = fma(momentum, inputs.elements(velocity, l), share);
      direction = o.nesterov() ? fma(momentum, v, g) : v;
      formulas.add(v);
      outputs.add(velocity);
      layouts.add(l);
    }
    formulas.add(fma(inputs.scalar(MINUS_RATE), direction, x));
    outputs.add(s.parameters());
    layouts.add(s.layout());

    layouts.addAll(inputs.layouts);
    outputs.addAll(inputs.buffers);
    return backend.bind(new Instruction.Map(formulas, layouts), outputs.toArray(Buffer[]::new));
  }

  /// The inputs that an update's formulas read, numbered as they are asked for.
  private static final class Inputs {
    final List<Layout> layouts = new ArrayList<>();
    final List<Buffer> buffers = new ArrayList<>();
    private final Shape shape;
    private final Buffer scalars;

    Inputs(Shape shape, Buffer scalars) {
      this.shape = shape;
      this.scalars = scalars;
    }

    Formula elements(Buffer buffer, Layout layout) {
      layouts.add(layout);
      buffers.add(buffer);
      return Formula.input(buffers.size() - 1);
    }

    Formula scalar(int index) {
      return elements(scalars, Layout.repeated(shape, index));
    }
  }

  @Override
  public void step() {
    for (Kernel k : kernels) {
      k.run();
    }
    if (first) {
      first = false;
      for (int g = 0; g < scalars.length; g++) {
        scalars[g].set(SHARE, 1 - groups.get(g).options().dampening());
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
  /// @throws IllegalArgumentException if it is negative or not finite, or there is no such group
  public void learningRate(int group, double rate) {
    if (group < 0 || group >= scalars.length) {
      throw new IllegalArgumentException(
          "SGD: group " + group + " of " + scalars.length + "; they count from 0");
    }
    Options.requireRate(rate);
    scalars[group].set(MINUS_RATE, -rate);
  }
}
