package io.lanewise.verification.graphs;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What has to hold for every graph on a backend. Each check throws an `AssertionError` where it
/// does not; the planted faults prove that.
public final class GraphChecks {
  /// The steps of the differences: a graph fails only if it fails at both, for the larger one may
  /// step over a kink where an operation magnifies it a hundredfold.
  private static final double[] STEPS = {1e-5, 1e-6};

  /// How far slope and differences may be apart, relative to ‖g‖·‖v‖ + |f|.
  private static final double TOLERANCE = 1e-6;

  /// Two orders of the same additions in float64.
  private static final double ROUNDING = 1e-12;

  /// The unit roundoff of float32.
  private static final double UNIT = 0x1p-24;

  /// What the roundings of one line add up to, in units of the size of what it computes with: a
  /// function has an error of two at most, a composed op or a sum of some dozens a few more.
  private static final double LOCAL = 8;

  /// How far float32 gradients may be off, relative to the largest.
  private static final double GRADIENTS = 1e-2;

  /// Roundings that inputs are moved by to see how far a graph magnifies them; and how much more
  /// the roundings of its lines may do than those of its inputs.
  private static final double DRIFT = 8;

  private GraphChecks() {}

  /// The slope g·v along a random direction v against central differences D(h) = (f(x + hv) − f(x −
  /// hv)) / 2h, of which (4·D(h/2) − D(h)) / 3 drops the error in h² (Richardson's extrapolation).
  ///
  /// @param backend one that keeps float64
  /// @return the error, relative to ‖g‖·‖v‖ + |f|
  public static double gradientAgreesWithDifferences(Graph graph, Backend backend) {
    return Backends.with(
        backend,
        () -> {
          List<Tensor> start = graph.start();
          List<Tensor> parameters = graph.parameters(start);
          Tape tape = Tape.record(() -> graph.loss(start));
          tape.backward();
          double norm = 0;
          double length = 0;
          double slope = 0;
          List<double[]> at = new ArrayList<>();
          List<double[]> direction = new ArrayList<>();
          for (Tensor p : parameters) {
            double[] g = p.gradient().toDoubles();
            double[] v = direction(g.length, direction.size());
            at.add(p.toDoubles());
            direction.add(v);
            for (int i = 0; i < g.length; i++) {
              norm += g[i] * g[i];
              length += v[i] * v[i];
              slope += g[i] * v[i];
            }
          }
          double scale = Math.sqrt(norm * length) + Math.abs(tape.output().toDoubles()[0]);
          double error = Double.POSITIVE_INFINITY;
          double measured = 0;
          for (int i = 0; i < STEPS.length && !(error <= TOLERANCE); i++) {
            measured = extrapolated(tape, parameters, at, direction, STEPS[i]);
            error = scale == 0 ? Math.abs(measured) : Math.abs(measured - slope) / scale;
          }
          if (!(error <= TOLERANCE)) {
            throw new AssertionError(
                "gradient along a random direction: backward says "
                    + slope
                    + ", central differences say "
                    + measured
                    + ", relative error "
                    + error);
          }
          return error;
        });
  }

  private static double[] direction(int n, int stream) {
    Philox random = new Philox(1, stream);
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = random.normal(i);
    }
    return v;
  }

  private static double extrapolated(
      Tape tape, List<Tensor> parameters, List<double[]> at, List<double[]> v, double h) {
    double coarse = difference(tape, parameters, at, v, h);
    double fine = difference(tape, parameters, at, v, h / 2);
    return (4 * fine - coarse) / 3;
  }

  private static double difference(
      Tape tape, List<Tensor> parameters, List<double[]> at, List<double[]> v, double h) {
    double plus = moved(tape, parameters, at, v, h);
    double minus = moved(tape, parameters, at, v, -h);
    moved(tape, parameters, at, v, 0);
    return (plus - minus) / (2 * h);
  }

  private static double moved(
      Tape tape, List<Tensor> parameters, List<double[]> at, List<double[]> v, double h) {
    for (int p = 0; p < parameters.size(); p++) {
      Tensor t = parameters.get(p);
      double[] x = at.get(p).clone();
      for (int i = 0; i < x.length; i++) {
        x[i] += h * v.get(p)[i];
      }
      t.copyFrom(Tensor.ofDoubles(x, t.shape().toArray()));
    }
    tape.forward();
    return tape.output().toDoubles()[0];
  }

  /// Computed without a tape, while recording, and by each of two replays: the same bits, for every
  /// value of the graph. Two backward passes: the same gradients.
  public static void eagerEqualsReplay(Graph graph, Backend backend) {
    Backends.with(
        backend,
        () -> {
          List<double[]> eager = read(graph.values(graph.start()));
          List<Tensor> start = graph.start();
          Recorded recorded = new Recorded(graph, start);
          same("recorded", eager, read(recorded.values));
          recorded.tape.backward();
          List<double[]> gradients = recorded.gradients(graph, start);
          for (int replay = 1; replay <= 2; replay++) {
            recorded.tape.forward();
            same("replay " + replay, eager, read(recorded.values));
            recorded.tape.backward();
            same("gradients of replay " + replay, gradients, recorded.gradients(graph, start));
          }
        });
  }

  /// A replay over new values of data and parameters gives the bits of a recording made for them.
  public static void replayWithNewValuesEqualsAFreshRecording(Graph graph, Backend backend) {
    Backends.with(
        backend,
        () -> {
          List<Tensor> start = graph.start();
          Recorded old = new Recorded(graph, start);
          old.tape.backward();
          List<Tensor> other = graph.startAnew(5);
          Recorded fresh = new Recorded(graph, other);
          fresh.tape.backward();
          for (int i = 0; i < start.size(); i++) {
            start.get(i).copyFrom(other.get(i));
          }
          old.tape.forward();
          old.tape.backward();
          same("replay with new values", read(fresh.values), read(old.values));
          same(
              "gradients with new values",
              fresh.gradients(graph, other),
              old.gradients(graph, start));
        });
  }

  /// A tape that is rewritten for replays gives the bits of one that stays as it was recorded: the
  /// loss, a result in the middle that is kept, and the gradients, assigned, assigned again without
  /// a pass forward, and added up. So does one that was rewritten before anybody asked for
  /// gradients.
  public static void rewrittenEqualsRecorded(Graph graph, Backend backend) {
    Backends.with(
        backend,
        () -> {
          List<Tensor> start = graph.start();
          int middle = start.size() + graph.lines().size() / 2;
          Tensor[] kept = new Tensor[1];
          Supplier<Tensor> body =
              () -> {
                List<Tensor> values = graph.values(start);
                kept[0] = values.get(middle).keep();
                return values.getLast();
              };
          Tape plain = Tape.record(body).asRecorded();
          plain.backward();
          List<double[]> expected = rewritable(plain, kept[0], graph, start);
          Tape trained = Tape.record(body);
          trained.backward();
          trained.forward();
          trained.forward();
          trained.backward();
          same("rewritten", expected, rewritable(trained, kept[0], graph, start));
          Tape inference = Tape.record(() -> graph.loss(start));
          inference.forward();
          inference.forward();
          same(
              "rewritten for inference", expected.subList(0, 1), read(List.of(inference.output())));
          inference.backward();
          same(
              "gradients after inference",
              expected.subList(2, expected.size() / 2 + 1),
              gradients(graph, start));
        });
  }

  /// The loss, a kept result, the gradients, and the gradients of two more passes added up.
  private static List<double[]> rewritable(
      Tape tape, Tensor kept, Graph graph, List<Tensor> start) {
    List<double[]> values = new ArrayList<>(read(List.of(tape.output(), kept)));
    values.addAll(gradients(graph, start));
    tape.backward();
    tape.backwardAccumulating();
    values.addAll(gradients(graph, start));
    return values;
  }

  private static List<double[]> gradients(Graph graph, List<Tensor> start) {
    List<double[]> gradients = new ArrayList<>();
    for (Tensor p : graph.parameters(start)) {
      gradients.add(p.gradient().toDoubles());
    }
    return gradients;
  }

  /// A second tape for a smaller batch over the same parameters: `backward` assigns what a tape of
  /// its own gives, `backwardAccumulating` adds it to the gradient of the first.
  ///
  /// @param backend one that keeps float64
  public static void smallerBatchSharesTheGradients(Graph whole, Graph rest, Backend backend) {
    Backends.with(
        backend,
        () -> {
          List<Tensor> start = whole.start();
          List<Tensor> last = rest.start();
          for (int i = 0; i < start.size(); i++) {
            if (whole.leaves().get(i).parameter()) {
              last.set(i, start.get(i));
            }
          }
          Recorded first = new Recorded(whole, start);
          first.tape.backward();
          List<double[]> gradients = first.gradients(whole, start);
          List<Tensor> own = rest.start();
          Recorded alone = new Recorded(rest, own);
          alone.tape.backward();
          List<double[]> expected = alone.gradients(rest, own);
          Recorded second = new Recorded(rest, last);
          second.tape.backward();
          same("gradients of the smaller batch", expected, second.gradients(rest, last));
          first.tape.backward();
          second.tape.backwardAccumulating();
          sum(gradients, expected, second.gradients(rest, last));
        });
  }

  private static void sum(List<double[]> a, List<double[]> b, List<double[]> sum) {
    for (int p = 0; p < sum.size(); p++) {
      double scale = 1;
      for (int i = 0; i < sum.get(p).length; i++) {
        scale = Math.max(scale, Math.max(Math.abs(a.get(p)[i]), Math.abs(b.get(p)[i])));
      }
      for (int i = 0; i < sum.get(p).length; i++) {
        double expected = a.get(p)[i] + b.get(p)[i];
        if (!(Math.abs(sum.get(p)[i] - expected) <= ROUNDING * scale * 1e3)) {
          throw new AssertionError(
              "parameter "
                  + p
                  + ", element "
                  + i
                  + ": the gradients of two batches add to "
                  + expected
                  + ", backwardAccumulating gave "
                  + sum.get(p)[i]);
        }
      }
    }
  }

  /// Values and gradients on a backend are the scalar backend's, to the bit.
  public static void hasTheBitsOfScalar(Graph graph, Backend backend) {
    List<Tensor> start = Backends.with(Backends.scalar(), graph::start);
    List<Tensor> moved = new ArrayList<>();
    for (Tensor t : start) {
      moved.add(t.to(backend));
    }
    Recorded expected = Backends.with(Backends.scalar(), () -> new Recorded(graph, start));
    Recorded actual = Backends.with(backend, () -> new Recorded(graph, moved));
    expected.tape.backward();
    actual.tape.backward();
    same("values", read(expected.values), read(actual.values));
    same("gradients", expected.gradients(graph, start), actual.gradients(graph, moved));
  }

  /// A float32 backend against the float64 reference.
  ///
  /// The loss, to first order: if line l is computed with an absolute error of at most C·u·s, with
  /// u = 2⁻²⁴ and s the size of its result, of its operands and of their product, the loss is off
  /// by at most Σ |∂loss/∂yᵢ|·C·u·s over all elements of all lines. The gradients, whose own
  /// sensitivity would need second derivatives, have to agree with the reference's within 10⁻² of
  /// the largest of them, far above rounding, far below any wrong instruction; a graph that
  /// magnifies roundings more than that is measured by how much it does.
  ///
  /// @return the error of the loss, relative to that bound
  public static double agreesWithReference(Graph graph, Backend floats) {
    List<Tensor> start = Backends.with(floats, graph::start);
    List<Tensor> exact = new ArrayList<>();
    for (Tensor t : start) {
      exact.add(t.to(Backends.reference()));
    }
    Recorded coarse = Backends.with(floats, () -> new Recorded(graph, start));
    Recorded fine = Backends.with(Backends.reference(), () -> new Recorded(graph, exact));
    for (Tensor t : fine.values) {
      t.requireGradient();
    }
    coarse.tape.backward();
    fine.tape.backward();
    double bound = 0;
    for (int l = 0; l < graph.lines().size(); l++) {
      Tensor y = fine.values.get(exact.size() + l);
      double inputs = 0;
      double product = 1;
      for (int operand : graph.lines().get(l).operands()) {
        double size = largest(fine.values.get(operand).toDoubles());
        inputs += size;
        product *= size;
      }
      double size = largest(y.toDoubles()) + inputs + product;
      for (double g : y.gradient().toDoubles()) {
        bound += Math.abs(g) * LOCAL * UNIT * size;
      }
    }
    double expected = fine.tape.output().toDoubles()[0];
    double error = Math.abs(coarse.tape.output().toDoubles()[0] - expected) / bound;
    if (!(error <= 1)) {
      throw new AssertionError(
          "loss on "
              + floats.name()
              + " is "
              + coarse.tape.loss()
              + ", on the reference "
              + expected
              + ": "
              + error
              + " times the bound");
    }
    List<double[]> gradients = fine.gradients(graph, exact);
    double drift = drift(graph, exact, fine, gradients);
    gradientsAgree(coarse.gradients(graph, start), gradients, drift);
    return error;
  }

  /// How far the reference's gradients move when its data and parameters are off by a few roundings
  /// of float32: a graph may magnify them, and no float32 can do better.
  private static double drift(
      Graph graph, List<Tensor> start, Recorded fine, List<double[]> gradients) {
    List<double[]> kept = new ArrayList<>();
    for (int t = 0; t < start.size(); t++) {
      double[] x = start.get(t).toDoubles();
      kept.add(x.clone());
      double[] v = direction(x.length, t);
      for (int i = 0; i < x.length; i++) {
        x[i] *= 1 + DRIFT * UNIT * v[i];
      }
      start.get(t).copyFrom(Tensor.ofDoubles(x, start.get(t).shape().toArray()));
    }
    fine.tape.forward();
    fine.tape.backward();
    List<double[]> moved = fine.gradients(graph, start);
    for (int t = 0; t < start.size(); t++) {
      start.get(t).copyFrom(Tensor.ofDoubles(kept.get(t), start.get(t).shape().toArray()));
    }
    double drift = 0;
    for (int p = 0; p < moved.size(); p++) {
      for (int i = 0; i < moved.get(p).length; i++) {
        drift = Math.max(drift, Math.abs(moved.get(p)[i] - gradients.get(p)[i]));
      }
    }
    return drift;
  }

  private static void gradientsAgree(List<double[]> coarse, List<double[]> fine, double drift) {
    double scale = 0;
    for (double[] g : fine) {
      scale = Math.max(scale, largest(g));
    }
    for (int p = 0; p < fine.size(); p++) {
      for (int i = 0; i < fine.get(p).length; i++) {
        double error = Math.abs(coarse.get(p)[i] - fine.get(p)[i]);
        if (!(error <= Math.max(GRADIENTS * scale, DRIFT * drift))) {
          throw new AssertionError(
              "gradient of parameter "
                  + p
                  + ", element "
                  + i
                  + " is "
                  + coarse.get(p)[i]
                  + ", on the reference "
                  + fine.get(p)[i]);
        }
      }
    }
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  /// A tape and every value on it.
  private static final class Recorded {
    private final List<Tensor> values = new ArrayList<>();
    private final Tape tape;

    Recorded(Graph graph, List<Tensor> start) {
      this.tape =
          Tape.record(
              () -> {
                values.addAll(graph.values(start));
                return values.getLast();
              });
    }

    private List<double[]> gradients(Graph graph, List<Tensor> start) {
      return GraphChecks.gradients(graph, start);
    }
  }

  private static List<double[]> read(List<Tensor> tensors) {
    List<double[]> read = new ArrayList<>();
    for (Tensor t : tensors) {
      read.add(t.toDoubles());
    }
    return read;
  }

  /// To the bit; any NaN equals any NaN.
  private static void same(String what, List<double[]> expected, List<double[]> actual) {
    for (int v = 0; v < expected.size(); v++) {
      for (int i = 0; i < expected.get(v).length; i++) {
        double e = expected.get(v)[i];
        double a = actual.get(v)[i];
        if (Double.compare(e, a) != 0) {
          throw new AssertionError(
              what + ": value " + v + ", element " + i + " is " + a + ", not " + e);
        }
      }
    }
  }
}
