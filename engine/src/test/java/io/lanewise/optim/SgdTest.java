package io.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.Allocated;
import io.lanewise.Backends;
import io.lanewise.Tensor;
import io.lanewise.optim.Sgd.Group;
import io.lanewise.optim.Sgd.Options;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SgdTest {
  private static final int STEPS = 6;

  /// Every combination that is allowed.
  static List<Options> combinations() {
    List<Options> all = new ArrayList<>();
    for (double momentum : new double[] {0, 0.9}) {
      for (double dampening : new double[] {0, 0.4, 1}) {
        for (double decay : new double[] {0, 0.01}) {
          all.add(new Options(0.1, momentum, dampening, false, decay));
          if (momentum > 0 && dampening == 0) {
            all.add(new Options(0.1, momentum, dampening, true, decay));
          }
        }
      }
    }
    return all;
  }

  /// The rule as a double loop over one parameter's values.
  private static final class Plain {
    final double[] parameter;
    private final double[] velocity;
    private final Options options;
    private boolean first = true;

    Plain(Tensor parameter, Options options) {
      this.parameter = parameter.toDoubles();
      this.velocity = new double[this.parameter.length];
      this.options = options;
    }

    void step(double[] gradient, double rate) {
      for (int i = 0; i < parameter.length; i++) {
        double g = gradient[i] + options.decay() * parameter[i];
        double direction = g;
        if (options.momentum() > 0) {
          velocity[i] =
              first ? g : options.momentum() * velocity[i] + (1 - options.dampening()) * g;
          direction = options.nesterov() ? g + options.momentum() * velocity[i] : velocity[i];
        }
        parameter[i] -= rate * direction;
      }
      first = false;
    }
  }

  private static Tensor parameter(long seed, int... dims) {
    return Tensor.normal(seed, dims).requireGradient();
  }

  private static double[] newGradient(Tensor p, long seed) {
    Tensor values = Tensor.normal(seed, p.shape().toArray());
    p.gradient().copyFrom(values);
    return values.toDoubles();
  }

  private static String rejected(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void stepsAreThoseOfThePlainLoop(Options options) {
    Tensor p = parameter(1, 17, 5);
    Plain plain = new Plain(p, options);
    Sgd sgd = new Sgd(List.of(p), options);
    for (int s = 0; s < STEPS; s++) {
      plain.step(newGradient(p, 100 + s), options.rate());
      sgd.step();
      assertArrayEquals(plain.parameter, p.toDoubles(), 3e-6, "step " + s);
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void inDoubleTheStepsAreThoseOfThePlainLoopToTheLastDigits(Options options) {
    Backends.with(
        Backends.reference(),
        () -> {
          Tensor p = parameter(1, 17, 5);
          Plain plain = new Plain(p, options);
          Sgd sgd = new Sgd(List.of(p), options);
          for (int s = 0; s < STEPS; s++) {
            plain.step(newGradient(p, 100 + s), options.rate());
            sgd.step();
            assertArrayEquals(plain.parameter, p.toDoubles(), 1e-14, "step " + s);
          }
        });
  }

  @Test
  void withoutMomentumItIsPlainDescentRoundedOnce() {
    Tensor p = parameter(1, 100);
    float[] before = p.toArray();
    newGradient(p, 2);
    float[] g = p.gradient().toArray();
    new Sgd(List.of(p), 0.05).step();
    for (int i = 0; i < before.length; i++) {
      assertEquals(Math.fma(-0.05f, g[i], before[i]), p.get(i));
    }
  }

  @Test
  void firstVelocityIsTheGradientWhateverTheDampening() {
    Tensor p = parameter(1, 10);
    Tensor damped = parameter(1, 10);
    newGradient(p, 2);
    newGradient(damped, 2);
    new Sgd(List.of(p), 0.1).step();
    new Sgd(List.of(damped), Options.rate(0.1).momentum(0.9).dampening(0.7)).step();
    assertArrayEquals(p.toArray(), damped.toArray());
  }

  @Test
  void withoutAGradientMomentumCarriesOn() {
    Tensor p = Tensor.of(1f).requireGradient();
    Sgd sgd = new Sgd(List.of(p), Options.rate(1).momentum(0.5));
    p.gradient().set(1, 0);
    sgd.step();
    p.gradient().set(0, 0);
    sgd.step();
    sgd.step();
    assertEquals(1 - (1 + 0.5f + 0.25f), p.get(0));
  }

  @Test
  void everyGroupHasItsOwnOptions() {
    Tensor slow = parameter(1, 4);
    Tensor fast = parameter(2, 3, 2);
    Options options = Options.rate(0.5).momentum(0.9).decay(0.1);
    Plain plainSlow = new Plain(slow, Options.rate(0.01));
    Plain plainFast = new Plain(fast, options);
    Sgd sgd =
        new Sgd(
            List.of(
                new Group(List.of(slow), Options.rate(0.01)), new Group(List.of(fast), options)));
    for (int s = 0; s < STEPS; s++) {
      plainSlow.step(newGradient(slow, 10 + s), 0.01);
      plainFast.step(newGradient(fast, 20 + s), 0.5);
      sgd.step();
    }
    assertArrayEquals(plainSlow.parameter, slow.toDoubles(), 1e-5);
    assertArrayEquals(plainFast.parameter, fast.toDoubles(), 1e-5);
  }

  @Test
  void learningRateChangesFromTheNextStepOn() {
    Tensor p = parameter(1, 8);
    Options options = Options.rate(0.1).momentum(0.9);
    Plain plain = new Plain(p, options);
    Sgd sgd = new Sgd(List.of(p), options);
    for (double rate : new double[] {0.1, 0.02, 0, 0.5}) {
      sgd.learningRate(rate);
      plain.step(newGradient(p, 3), rate);
      sgd.step();
      assertArrayEquals(plain.parameter, p.toDoubles(), 1e-5, "rate " + rate);
    }
  }

  @Test
  void learningRateOfOneGroupLeavesTheOthers() {
    Tensor one = Tensor.of(1f).requireGradient();
    Tensor other = Tensor.of(1f).requireGradient();
    Sgd sgd =
        new Sgd(
            List.of(
                new Group(List.of(one), Options.rate(0.5)),
                new Group(List.of(other), Options.rate(0.5))));
    one.gradient().set(1, 0);
    other.gradient().set(1, 0);
    sgd.learningRate(1, 0.25);
    sgd.step();
    assertEquals(0.5f, one.get(0));
    assertEquals(0.75f, other.get(0));
    sgd.learningRate(0);
    sgd.step();
    assertEquals(0.5f, one.get(0));
    assertEquals(0.75f, other.get(0));
  }

  @Test
  void parameterThatIsAViewIsUpdatedInItsPlace() {
    Tensor whole = parameter(1, 4, 3);
    Tensor column = whole.slice(1, 1, 2);
    float[] before = whole.toArray();
    whole.gradient().copyFrom(Tensor.ones(4, 3));
    new Sgd(List.of(column), Options.rate(0.5).momentum(0.9)).step();
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i] - (i % 3 == 1 ? 0.5f : 0), whole.get(i / 3, i % 3));
    }
  }

  @Test
  void stepAllocatesNothing() {
    Tensor p = parameter(1, 30, 20);
    Tensor q = parameter(2, 30);
    newGradient(p, 3);
    newGradient(q, 4);
    Options options = Options.rate(1e-3).momentum(0.9).nesterov(true).decay(1e-4);
    Sgd sgd = new Sgd(List.of(p, q), options);
    Sgd plain = new Sgd(List.of(p, q), 1e-3);
    assertEquals(
        0,
        Allocated.bytes(
            500,
            () -> {
              sgd.step();
              plain.step();
              sgd.learningRate(2e-3);
            }));
  }

  @Test
  void valuesOutOfRangeAreRejected() {
    assertEquals(
        "SGD: learning rate -0.1: it has to be finite and 0 or more",
        rejected(() -> Options.rate(-0.1)));
    assertEquals(
        "SGD: learning rate Infinity: it has to be finite and 0 or more",
        rejected(() -> Options.rate(Double.POSITIVE_INFINITY)));
    assertEquals(
        "SGD: momentum 1.0: it has to be within [0, 1)",
        rejected(() -> Options.rate(0.1).momentum(1)));
    assertEquals(
        "SGD: dampening 1.5: it has to be within [0, 1]",
        rejected(() -> Options.rate(0.1).dampening(1.5)));
    assertEquals(
        "SGD: weight decay NaN: it has to be finite and 0 or more",
        rejected(() -> Options.rate(0.1).decay(Double.NaN)));
  }

  @Test
  void nesterovWantsMomentumAndNoDampening() {
    String message =
        "SGD: Nesterov's variant wants a momentum above 0 and no dampening; set them before it";
    assertEquals(message, rejected(() -> Options.rate(0.1).nesterov(true)));
    Options damped = Options.rate(0.1).momentum(0.9).dampening(0.5);
    assertEquals(message, rejected(() -> damped.nesterov(true)));
  }

  @Test
  void learningRateOutOfRangeIsRejectedAndTheOldOneStays() {
    Tensor p = Tensor.of(1f).requireGradient();
    Sgd sgd = new Sgd(List.of(p), 0.5);
    assertEquals(
        "SGD: learning rate NaN: it has to be finite and 0 or more",
        rejected(() -> sgd.learningRate(Double.NaN)));
    p.gradient().set(1, 0);
    sgd.step();
    assertEquals(0.5f, p.get(0));
  }

  @Test
  void groupThatDoesNotExistIsRejected() {
    Sgd sgd = new Sgd(List.of(parameter(1, 2)), 0.5);
    assertEquals("SGD: group 1 of 1; they count from 0", rejected(() -> sgd.learningRate(1, 0.1)));
    assertEquals(
        "SGD: group -1 of 1; they count from 0", rejected(() -> sgd.learningRate(-1, 0.1)));
  }

  @Test
  void noParametersAreRejected() {
    String message = "SGD of no parameters: give it model.parameters()";
    assertEquals(message, rejected(() -> new Sgd(List.of(), 0.1)));
    assertEquals(message, rejected(() -> new Sgd(List.of())));
  }

  @Test
  void emptyGroupBesideOthersIsRejected() {
    Group full = new Group(List.of(parameter(1, 2)), Options.rate(0.1));
    Group empty = new Group(List.of(), Options.rate(0.1));
    assertEquals(
        "SGD: group 1 has no parameters; leave it out",
        rejected(() -> new Sgd(List.of(full, empty))));
  }

  @Test
  void tensorWithoutGradientIsRejected() {
    assertEquals(
        "SGD of a tensor [3], which requires no gradient: call requireGradient() on it",
        rejected(() -> new Sgd(List.of(Tensor.zeros(3)), 0.1)));
  }

  @Test
  void parameterGivenTwiceIsRejectedAlsoAsAView() {
    Tensor w = parameter(1, 3, 2).named("w");
    assertEquals(
        "SGD of w [3,2], which was given before, or a view of it: give it once",
        rejected(() -> new Sgd(List.of(w, w), 0.1)));
    Group one = new Group(List.of(w), Options.rate(0.1));
    Group two = new Group(List.of(w.transpose()), Options.rate(0.1));
    assertEquals(
        "SGD of w [2,3], which was given before, or a view of it: give it once",
        rejected(() -> new Sgd(List.of(one, two))));
  }
}
