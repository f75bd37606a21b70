package io.lanewise.verification.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import io.lanewise.optim.Sgd;
import io.lanewise.random.Philox;
import io.lanewise.verification.Tensors;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What must not depend on when or where something is computed: replays, random numbers, and steps
/// of the optimiser.
class ReplayLawsTest {
  @Provide
  Arbitrary<Law> laws() {
    return Law.laws();
  }

  @Provide
  Arbitrary<Shape> matrices() {
    return Law.matrices();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Tensors.shapes(0);
  }

  @Property(tries = 500)
  void replayHasTheBitsOfEagerCallsAlsoForNewValues(
      @ForAll("matrices") Shape shape, @ForAll("laws") Law law) {
    Law.holds(
        "eager = replay",
        () -> {
          Tensor x = law.whole(0, shape).requireGradient();
          Tensor w = law.whole(1, shape.with(-2, shape.dim(-1))).requireGradient();
          Supplier<Tensor> model = () -> x.matmul(w).mul(0.1).tanh().logSumExp(-2).sum();
          if (shape.dim(-2) == 0) {
            return; // there is nothing to take the largest of
          }
          Tape tape = Tape.record(model);
          Law.same(model.get(), tape.output());
          tape.backward();
          x.copyFrom(law.whole(5, shape));
          tape.forward();
          tape.backward();
          Tensor value = Law.copy(tape.output());
          Tensor dx = Law.copy(x.gradient());
          Tensor dw = Law.copy(w.gradient());
          Law.same(model.get(), value);
          Tape fresh = Tape.record(model);
          fresh.backward();
          Law.same(fresh.output(), value);
          Law.same(x.gradient(), dx);
          Law.same(w.gradient(), dw);
        });
  }

  @Property(tries = 500)
  void randomNumbersDependOnSeedAndCounterAlone(@ForAll long seed, @ForAll("shapes") Shape shape) {
    Law.holds(
        "random numbers",
        () -> {
          Philox random = new Philox(seed, 0);
          float[] uniform = Tensor.uniform(seed, shape.toArray()).toArray();
          float[] normal = Tensor.normal(seed, shape.toArray()).toArray();
          // Backwards: no number needs those before it.
          for (int i = shape.size() - 1; i >= 0; i--) {
            assertEquals(random.uniform(i), uniform[i]);
            assertEquals(random.normal(i), normal[i]);
          }
        });
  }

  @Property(tries = 500)
  void descentWithoutMomentumSubtractsTheRateTimesTheGradient(
      @ForAll("shapes") Shape shape,
      @ForAll @IntRange(max = 100) int hundredths,
      @ForAll("laws") Law law) {
    double rate = hundredths / 100.0;
    Law.holds(
        "SGD without momentum",
        () -> {
          Tensor plain = law.whole(0, shape).contiguous().requireGradient();
          Tensor other = law.whole(0, shape).contiguous().requireGradient();
          Sgd descent = new Sgd(List.of(plain), rate);
          Sgd momentum = new Sgd(List.of(other), Sgd.Options.rate(rate).momentum(0).dampening(0.5));
          Tape tape = Tape.record(() -> plain.square().sum());
          Tape twin = Tape.record(() -> other.square().sum());
          for (int step = 0; step < 3; step++) {
            tape.forward();
            tape.backward();
            double[] before = plain.toDoubles();
            descent.step();
            twin.forward();
            twin.backward();
            momentum.step();
            assertArrayEquals(descended(before, rate), plain.toDoubles());
            Law.same(plain, other);
          }
        });
  }

  /// p − rate·2p, rounded as the backend rounds: once, in its own format.
  private static double[] descended(double[] p, double rate) {
    boolean doubles = Backends.current() == Backends.reference();
    double[] after = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      after[i] =
          doubles
              ? Math.fma(-rate, 2 * p[i], p[i])
              : Math.fma((float) -rate, (float) (2 * p[i]), (float) p[i]);
    }
    return after;
  }

  /// The formulas with momentum lead to those without, as the momentum goes to 0.
  @Property(tries = 300)
  void vanishingMomentumIsNoMomentum(@ForAll("shapes") Shape shape, @ForAll("laws") Law law) {
    Law.holds(
        "SGD with vanishing momentum",
        () -> {
          Tensor plain = law.whole(0, shape).contiguous().requireGradient();
          Tensor other = law.whole(0, shape).contiguous().requireGradient();
          Sgd descent = new Sgd(List.of(plain), 0.25);
          Sgd momentum = new Sgd(List.of(other), Sgd.Options.rate(0.25).momentum(1e-30));
          Tape tape = Tape.record(() -> plain.square().sum());
          Tape twin = Tape.record(() -> other.square().sum());
          for (int step = 0; step < 3; step++) {
            tape.forward();
            tape.backward();
            descent.step();
            twin.forward();
            twin.backward();
            momentum.step();
            Law.same(plain, other);
          }
        });
  }
}
