package io.lanewise;

import io.lanewise.layout.Shape;
import io.lanewise.op.Op;
import io.lanewise.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Checks gradients against central differences, on the float64 reference backend.
///
/// For a random direction v the backward pass claims the slope g·v; the differences measure (f(x +
/// hv) − f(x − hv)) / 2h. One direction over all parameters checks every entry at once, at the cost
/// of one backward and two forward passes. If they disagree, each entry is measured alone, to name
/// the first that is wrong.
///
/// ```java
/// Backends.with(Backends.reference(), () -> {
///   Tensor w = Tensor.normal(1, 3, 2).requireGradient();
///   Tensor x = Tensor.normal(2, 4, 3);
///   GradCheck.check(() -> x.matmul(w).tanh().sum(), w);
/// });
/// ```
public final class GradCheck {
  /// The step of the differences, relative to the size of a value.
  private static final double STEP = 1e-5;

  /// How far claim and measurement may differ, relative to ‖g‖·‖v‖ + |f|/1000. The second term is
  /// for the rounding of the differences, about 1e-16·|f|/STEP.
  private static final double TOLERANCE = 1e-6;

  private final Tape tape;
  private final List<Tensor> parameters;
  private final Tensor[] gradients;

  private GradCheck(Supplier<Tensor> loss, List<Tensor> parameters) {
    for (Tensor p : parameters) {
      if (p.backend() != Backends.reference()) {
        throw new IllegalArgumentException(
            "GradCheck: a parameter of shape "
                + p.shape()
                + " lives on "
                + p.backend().name()
                + "; differences need float64, so create it within"
                + " Backends.with(Backends.reference(), …)");
      }
      p.requireGradient();
    }
    this.parameters = parameters;
    this.tape = Tape.record(loss);
    tape.backward();
    this.gradients = new Tensor[parameters.size()];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = parameters.get(i).gradient();
    }
  }

  /// Checks the gradient of a scalar with respect to these parameters.
  ///
  /// @param loss computes the scalar; it is recorded once and replayed
  /// @param parameters tensors on the reference backend, changed and restored meanwhile
  /// @return the error of the random direction, relative to ‖g‖·‖v‖ + |f|/1000
  /// @throws AssertionError if a gradient is wrong, with the parameter, the element and both values
  public static double check(Supplier<Tensor> loss, Tensor... parameters) {
    return new GradCheck(loss, List.of(parameters)).run(0);
  }

  /// Checks an op by a random linear function of its result.
  ///
  /// @param op the op
  /// @param inputs its operands, copied to the reference backend; those that the op is
  ///     differentiable in are checked
  /// @return the error of the random direction
  /// @throws AssertionError if a gradient is wrong
  public static double check(Op op, Tensor... inputs) {
    return Backends.with(
        Backends.reference(),
        () -> {
          Tensor[] in = new Tensor[inputs.length];
          List<Tensor> checked = new ArrayList<>();
          for (int i = 0; i < in.length; i++) {
            in[i] = onReference(inputs[i]).named("operand " + i);
            if (op.differentiable(i)) {
              checked.add(in[i]);
            }
          }
          Tensor first = Dispatch.apply(op, in);
          Tensor weights = Tensor.normal(1, first.shape().toArray());
          Tensor[] others = Arrays.copyOfRange(in, 1, in.length);
          // A constant larger than the terms together: they round, even where they cancel.
          double size = first.mul(weights).abs().sum().toDoubles()[0];
          return new GradCheck(
                  () -> in[0].apply(op, others).mul(weights).sum().add(2 * size), checked)
              .run(0);
        });
  }

  /// A copy with the same layout, so that permuted and broadcast operands are checked as such.
  private static Tensor onReference(Tensor t) {
    Tensor storage = Tensor.allocate(Backends.reference(), Shape.of(t.layout.reach()));
    for (int i = 0; i < storage.size(); i++) {
      storage.storage.buffer.set(i, t.storage.buffer.get(i));
    }
    return new Tensor(storage.storage, t.layout);
  }

  private double run(long seed) {
    double norm = 0;
    double slope = 0;
    double[][] direction = new double[gradients.length][];
    double length = 0;
    for (int p = 0; p < gradients.length; p++) {
      Philox random = new Philox(seed, p + 1L);
      double[] g = gradients[p].toDoubles();
      direction[p] = new double[g.length];
      for (int i = 0; i < g.length; i++) {
        double v = random.normal(i);
        direction[p][i] = v;
        length += v * v;
        norm += g[i] * g[i];
        slope += g[i] * v;
      }
    }
    double value = Math.abs(tape.output().toDoubles()[0]);
    double measured = difference(direction);
    double scale = Math.sqrt(norm * length) + value / 1000;
    double error = scale == 0 ? Math.abs(measured) : Math.abs(measured - slope) / scale;
    if (!(error <= TOLERANCE)) {
      nameTheElement(slope, measured);
    }
    return error;
  }

  /// (f(x + hv) − f(x − hv)) / 2h
  private double difference(double[][] v) {
    double[][] x = new double[v.length][];
    for (int p = 0; p < v.length; p++) {
      x[p] = parameters.get(p).toDoubles();
    }
    double plus = at(x, v, STEP);
    double minus = at(x, v, -STEP);
    at(x, v, 0);
    return (plus - minus) / (2 * STEP);
  }

  private double at(double[][] x, double[][] v, double h) {
    for (int p = 0; p < x.length; p++) {
      Tensor t = parameters.get(p);
      if (v[p] == null) {
        continue;
      }
      // Offsets first: a repeated element moves by the sum over its repetitions' directions.
      double[] moved = x[p].clone();
      for (int i = 0; i < moved.length; i++) {
        t.storage.buffer.set(t.layout.at(i), x[p][i]);
      }
      for (int i = 0; i < moved.length; i++) {
        int at = t.layout.at(i);
        t.storage.buffer.set(at, t.storage.buffer.get(at) + h * v[p][i]);
      }
    }
    tape.forward();
    return tape.output().toDoubles()[0];
  }

  private void nameTheElement(double slope, double measured) {
    for (int p = 0; p < gradients.length; p++) {
      double[] g = gradients[p].toDoubles();
      double scale = 0;
      for (double value : g) {
        scale = Math.max(scale, Math.abs(value));
      }
      for (int i = 0; i < g.length; i++) {
        double[][] v = new double[gradients.length][];
        v[p] = new double[g.length];
        v[p][i] = 1;
        double d = difference(v);
        if (!(Math.abs(d - g[i]) <= 1e-5 * (scale + Math.abs(d)) + 1e-8)) {
          String name = parameters.get(p).name();
          throw new AssertionError(
              "gradient of "
                  + (name == null ? "parameter " + p : name)
                  + " "
                  + parameters.get(p).shape()
                  + " at element "
                  + i
                  + ": backward says "
                  + g[i]
                  + ", central differences say "
                  + d);
        }
      }
    }
    throw new AssertionError(
        "gradient along a random direction: backward says "
            + slope
            + ", central differences say "
            + measured
            + ", though every entry alone agrees; is the function smooth here?");
  }
}
