package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What becomes of a tape that is replayed.
class RewritingTest {
  private final Tensor x = Tensor.normal(1, 6, 4).named("x");
  private final Tensor w = Tensor.normal(2, 4, 3).named("w").requireGradient();
  private final Tensor b = Tensor.normal(3, 3).named("b").requireGradient();

  /// A tape after the replay that rewrites it.
  private static Tape trained(Supplier<Tensor> body) {
    Tape tape = Tape.record(body);
    for (int step = 0; step < 2; step++) {
      tape.forward();
      tape.backward();
    }
    return tape;
  }

  private static String line(Tape tape, String containing) {
    return tape.toString().lines().filter(l -> l.contains(containing)).findFirst().orElse("");
  }

  @Test
  void biasAndActivationAreOnePassAfterTheProduct() {
    Tape tape = trained(() -> x.matmul(w).add(b).relu().square().sum());
    assertTrue(line(tape, "add+relu").contains("map max(%2 + b, 0)"), tape.toString());
    assertEquals(3, tape.length(), tape.toString()); // the square has become part of the sum
  }

  @Test
  void cheapResultIsComputedAgainWhereItIsRead() {
    Tape tape = trained(() -> x.matmul(w).add(b).tanh().mul(x.matmul(w).add(b)).sum());
    assertEquals("", line(tape, "# add\n"), tape.toString());
  }

  @Test
  void dearResultThatTwoReadIsComputedOnce() {
    Tape tape =
        trained(
            () -> {
              Tensor t = w.exp();
              return t.mul(t.sum(1).unsqueeze(1)).sum();
            });
    assertTrue(line(tape, "# exp").contains("map exp(w)"), tape.toString());
  }

  @Test
  void gradientOfASumIsThatOfItsTerms() {
    Tape tape = trained(() -> x.matmul(w).add(b).square().sum());
    String products = line(tape, "dw = gemm");
    assertTrue(products.contains("xᵀ·%"), tape.toString());
    assertEquals("", line(tape, "0 FLOP 144 B"), tape.toString()); // no copy
  }

  @Test
  void whatAnEarlierLayerStillAddsToIsNoAlias() {
    UnaryOperator<Tensor> residual = t -> t.add(t.matmul(w.slice(0, 0, 3)).tanh());
    Tensor start = Tensor.normal(5, 6, 3).requireGradient();
    Supplier<Tensor> body = () -> residual.apply(residual.apply(start)).square().sum();
    Tape plain = Tape.record(body).asRecorded();
    plain.backward();
    float[] expected = start.gradient().toArray();
    Tape tape = trained(body);
    assertArrayEquals(expected, start.gradient().toArray());
    tape.backward(); // once more, on what the forward pass has left
    assertArrayEquals(expected, start.gradient().toArray());
    tape.backwardAccumulating();
    float[] twice = start.gradient().toArray();
    plain.backward();
    plain.backwardAccumulating();
    assertArrayEquals(start.gradient().toArray(), twice);
  }

  @Test
  void tapeThatIsNeverDifferentiatedKeepsNothingForIt() {
    Supplier<Tensor> body =
        () -> {
          Tensor t = x;
          for (int i = 0; i < 10; i++) {
            t = t.matmul(w).relu().matmul(w.transpose());
          }
          return t.sum();
        };
    Tape inference = Tape.record(body);
    float loss = inference.loss();
    inference.forward();
    assertEquals(inference.bytesApart(), inference.bytes());
    inference.forward();
    assertEquals(loss, inference.loss());
    assertEquals(4 * (6 * 4 + 6 * 3 + 1), inference.bytes());
    inference.backward(); // now it does
    float[] gradient = w.gradient().toArray();
    Tape.record(body).asRecorded().backward();
    assertArrayEquals(w.gradient().toArray(), gradient);
  }

  @Test
  void gradientsOfAnInferenceTapeAreThoseOfTheValuesThatStandThere() {
    Tape tape = Tape.record(() -> x.matmul(w).tanh().sum());
    tape.forward();
    tape.forward();
    x.copyFrom(Tensor.normal(9, 6, 4));
    tape.forward();
    tape.backward();
    float[] gradient = w.gradient().toArray();
    Tape.record(() -> x.matmul(w).tanh().sum()).asRecorded().backward();
    assertArrayEquals(w.gradient().toArray(), gradient);
  }

  @Test
  void resultThatWasReadStaysReadable() {
    Tensor[] hidden = new Tensor[1];
    Tape tape = Tape.record(() -> (hidden[0] = x.matmul(w)).add(b).relu().sum());
    hidden[0].toArray();
    x.copyFrom(Tensor.normal(9, 6, 4));
    tape.forward();
    tape.forward();
    assertArrayEquals(x.matmul(w).toArray(), hidden[0].toArray());
  }

  @Test
  void resultThatIsKeptStaysReadable() {
    Tensor[] hidden = new Tensor[1];
    Tape tape = Tape.record(() -> (hidden[0] = x.matmul(w).keep()).add(b).relu().sum());
    x.copyFrom(Tensor.normal(9, 6, 4));
    tape.forward();
    tape.forward();
    assertArrayEquals(x.matmul(w).toArray(), hidden[0].toArray());
  }

  @Test
  void resultThatIsGoneSaysSo() {
    Tensor[] hidden = new Tensor[1];
    Tape tape = Tape.record(() -> (hidden[0] = x.matmul(w)).add(b).relu().sum());
    tape.forward();
    tape.forward();
    String gone =
        "this result of a tape, of 18 elements, is not there any more: replays put others in its"
            + " place; call keep() on it inside Tape.record, or read it once before the second"
            + " replay";
    for (Runnable read :
        new Runnable[] {
          hidden[0]::toArray,
          () -> hidden[0].get(0, 0),
          () -> hidden[0].add(b),
          () -> hidden[0].set(1, 0, 0),
          hidden[0]::describe,
          hidden[0]::detach,
          () -> Tape.record(() -> hidden[0].add(b))
        }) {
      assertEquals(gone, assertThrows(IllegalStateException.class, read::run).getMessage());
    }
  }

  @Test
  void whatAnotherTapeReadsStays() {
    Tensor[] hidden = new Tensor[1];
    Tape first = Tape.record(() -> (hidden[0] = x.matmul(w)).add(b).relu().sum());
    Tape second = Tape.record(() -> hidden[0].square().sum());
    for (int step = 0; step < 3; step++) {
      x.copyFrom(Tensor.normal(10 + step, 6, 4));
      first.forward();
      second.forward();
      assertEquals(x.matmul(w).square().sum().item(), second.loss());
    }
  }

  @Test
  void whatIsDetachedStays() {
    Tensor[] hidden = new Tensor[1];
    Tape tape =
        Tape.record(
            () -> {
              Tensor t = x.matmul(w);
              hidden[0] = t.detach();
              return t.relu().mul(hidden[0]).sum();
            });
    for (int step = 0; step < 3; step++) {
      x.copyFrom(Tensor.normal(10 + step, 6, 4));
      tape.forward();
      tape.backward();
      assertArrayEquals(x.matmul(w).toArray(), hidden[0].toArray());
    }
  }

  @Test
  void anomalyIsFoundInWhatIsNotThereAnyMore() {
    Tape tape = trained(() -> x.exp().mul(2).log().sum().mul(w.sum()));
    assertNull(tape.firstAnomaly());
    x.set(1000, 0, 1);
    tape.forward();
    String anomaly = tape.firstAnomaly();
    assertTrue(anomaly.startsWith("exp (operation 1 of 6) gave Infinity at element 1"), anomaly);
    x.set(1, 0, 1);
    tape.forward();
    assertNull(tape.firstAnomaly());
  }

  @Test
  void tapeStaysAsItWasRecordedIfAsked() {
    Tape tape = Tape.record(() -> x.matmul(w).add(b).relu().sum()).asRecorded();
    String before = tape.toString();
    tape.forward();
    tape.forward();
    assertEquals(before, tape.toString());
    Tape late = trained(() -> x.matmul(w).add(b).relu().sum());
    assertNotEquals(before, late.toString());
    assertEquals(
        "asRecorded() of a tape that has been rewritten: call it before the second replay",
        assertThrows(IllegalStateException.class, late::asRecorded).getMessage());
  }

  /// Nobody writes what has no element, but somebody may read it.
  @Test
  void emptyResultsHaveAPlace() {
    Tensor none = Tensor.zeros(0, 4).requireGradient();
    Tape tape = trained(() -> none.matmul(w).add(b).exp().sum().add(w.sum()));
    assertEquals(w.sum().item(), tape.loss());
    assertArrayEquals(new float[3], b.gradient().toArray());
  }

  @Test
  void passesAreShownOneByOne() {
    Tape tape = Tape.record(() -> x.matmul(w).add(b).relu().sum());
    tape.backward();
    String passes = tape.passes();
    assertTrue(passes.startsWith("as recorded\n\nforward\n"), passes);
    assertTrue(passes.contains("\ndrop what nobody reads: nothing to do\n"), passes);
    assertTrue(passes.contains("\nlet copies be what they are copies of\n\nforward\n"), passes);
    assertTrue(passes.contains("\nfuse maps into what reads them\n\nforward\n"), passes);
    tape.forward();
    tape.forward();
    assertTrue(passes.contains("\n\n" + tape + "\n\nresults and gradients"), passes);
    assertTrue(passes.endsWith(" share 148 B instead of 436 B\n"), passes);
  }

  /// The 784-1024-1024-10 MLP with batches of 256.
  @Test
  void memoryOfAnMlpIsAThirdOfWhatEachResultAndGradientWouldTake() {
    Tensor in = Tensor.zeros(256, 784);
    Tensor classes = Tensor.zeros(256);
    Tensor[] weights = {Tensor.zeros(784, 1024), Tensor.zeros(1024, 1024), Tensor.zeros(1024, 10)};
    for (Tensor t : weights) {
      t.requireGradient();
    }
    Tensor bias = Tensor.zeros(1024).requireGradient();
    Tape tape =
        trained(
            () -> {
              Tensor h = in.matmul(weights[0]).add(bias).relu();
              return h.matmul(weights[1]).add(bias).relu().matmul(weights[2]).crossEntropy(classes);
            });
    double share = tape.bytes() / (double) tape.bytesApart();
    assertTrue(share <= 0.34, tape.bytes() + " of " + tape.bytesApart());
  }

  /// Twice the length, twice the instructions that are looked at: no recursion, no square.
  @Test
  void tapeOfTenThousandOperationsIsRewritten() {
    Tensor v = Tensor.uniform(4, 8).requireGradient();
    Supplier<Tensor> body =
        () -> {
          Tensor t = v;
          for (int i = 0; i < 5_000; i++) {
            t = t.mul(0.5).tanh();
          }
          return t.sum();
        };
    Tape plain = Tape.record(body).asRecorded();
    plain.backward();
    float[] expected = v.gradient().toArray();
    Tape tape = trained(body);
    assertArrayEquals(expected, v.gradient().toArray());
    assertTrue(tape.length() < 5_002, tape.length() + " instructions");
  }
}
