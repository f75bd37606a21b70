package io.lanewise.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Backends;
import io.lanewise.GradCheck;
import io.lanewise.Tensor;
import io.lanewise.formula.Formula;
import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CatalogueTest {
  @TestFactory
  Stream<DynamicTest> gradientsOfEveryOpAgreeWithCentralDifferences() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Catalogue.Entry e : Catalogue.entries()) {
      if (!e.differentiable()) {
        continue;
      }
      for (Sample s : e.samples()) {
        for (boolean permuted : new boolean[] {false, true}) {
          String name = e.op().name() + (permuted ? " permuted " : " ") + shapes(s);
          tests.add(
              DynamicTest.dynamicTest(name, () -> GradCheck.check(e.op(), draw(e, s, permuted))));
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> opsWithoutGradientSaySoWhenAskedForOne() {
    return Catalogue.entries().stream()
        .filter(e -> !e.differentiable())
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.op().name(),
                    () -> {
                      Tensor[] in = draw(e, e.samples().get(0), false);
                      Tensor w = in[0].requireGradient();
                      var rest = java.util.Arrays.copyOfRange(in, 1, in.length);
                      var tape = io.lanewise.Tape.record(() -> w.apply(e.op(), rest).sum());
                      var error = assertThrows(IllegalStateException.class, tape::backward);
                      assertTrue(error.getMessage().startsWith(e.op().name()), error.getMessage());
                    }));
  }

  @Test
  void aPlantedWrongRuleIsCaughtAndTheElementNamed() {
    Op wrong =
        Elementwise.of("wrongExp", Functions.EXPONENTIAL.formula())
            .gradient(0, Formula.mul(Formula.constant(1.001), Functions.EXPONENTIAL.gradient(0)));
    var error =
        assertThrows(AssertionError.class, () -> GradCheck.check(wrong, Tensor.of(0.5f, 1f, 1.5f)));
    assertTrue(error.getMessage().startsWith("gradient of operand 0 [3] at element 0"));
  }

  @Test
  void removableKinkOfBinaryCrossEntropyHasTheRightGradientAtZero() {
    Tensor logits = Tensor.of(0f, 0f).requireGradient();
    var tape = io.lanewise.Tape.record(() -> logits.bceWithLogits(Tensor.of(1f, 0f)));
    tape.backward();
    assertEquals(-0.25f, logits.gradient().get(0));
    assertEquals(0.25f, logits.gradient().get(1));
  }

  static String shapes(Sample s) {
    StringBuilder text = new StringBuilder();
    for (Sample.Argument a : s.arguments()) {
      text.append(a.shape());
    }
    return text.toString();
  }

  /// Operands by the sample's rules, redrawn until they keep away from kinks.
  static Tensor[] draw(Catalogue.Entry e, Sample s, boolean permuted) {
    return Backends.with(
        Backends.reference(),
        () -> {
          for (long seed = 1; ; seed++) {
            Tensor[] in = new Tensor[s.arguments().size()];
            for (int i = 0; i < in.length; i++) {
              in[i] = draw(s.arguments().get(i), seed * 100 + i, permuted);
            }
            if (clearOfKinks(e, in)) {
              return in;
            }
          }
        });
  }

  private static boolean clearOfKinks(Catalogue.Entry e, Tensor[] in) {
    for (Formula kink : e.kinks()) {
      Op distance = Elementwise.of("distance", kink);
      Tensor[] used = java.util.Arrays.copyOf(in, kink.inputs());
      var others = java.util.Arrays.copyOfRange(used, 1, used.length);
      if (used[0].apply(distance, others).abs().min().item() < 1e-3) {
        return false;
      }
    }
    return true;
  }

  private static Tensor draw(Sample.Argument a, long seed, boolean permuted) {
    int[] dims = a.shape().toArray();
    int[] reversed = new int[dims.length];
    int[] axes = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      reversed[i] = dims[dims.length - 1 - i];
      axes[i] = dims.length - 1 - i;
    }
    Shape shape = permuted ? Shape.of(reversed) : a.shape();
    double[] values = new double[shape.size()];
    Philox random = new Philox(seed, 0);
    int[] order = random.permutation(values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (a.kind()) {
            case REAL -> a.low() + (a.high() - a.low()) * random.uniform(i);
            case SPACED -> a.low() + (a.high() - a.low()) * (order[i] + 0.5) / values.length;
            case INDEX -> a.low() + random.below((int) (a.high() - a.low()) + 1, i);
          };
    }
    Tensor t = Tensor.ofDoubles(values, shape.toArray());
    return permuted ? t.permute(axes) : t;
  }
}
