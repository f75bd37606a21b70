package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.instruction.Instruction;
import io.lanewise.program.Step;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TapeTest {
  private static void assertGradient(Tensor t, double... expected) {
    assertArrayEquals(expected, t.gradient().toDoubles(), 1e-6);
  }

  private static Tensor parameter(double... values) {
    return Tensor.ofDoubles(values, values.length).requireGradient();
  }

  private static String notPossible(Runnable wrong) {
    return assertThrows(IllegalStateException.class, wrong::run).getMessage();
  }

  // Recording and replay

  @Test
  void replayWithNewInputsEqualsAFreshRecording() {
    Tensor x = Tensor.normal(1, 4, 3);
    Tensor w = Tensor.normal(2, 2, 3).requireGradient();
    Tensor y = Tensor.of(0f, 1f, 1f, 0f);
    Tape tape = Tape.record(() -> x.matmul(w.transpose()).tanh().crossEntropy(y));
    tape.backward();
    x.copyFrom(Tensor.normal(3, 4, 3));
    w.copyFrom(Tensor.normal(4, 2, 3));
    y.copyFrom(new float[] {1, 1, 0, 0});
    tape.forward();
    tape.backward();
    float[] replayed = w.gradient().toArray();
    float loss = tape.loss();
    Tape fresh = Tape.record(() -> x.matmul(w.transpose()).tanh().crossEntropy(y));
    assertEquals(fresh.loss(), loss);
    fresh.backward();
    assertArrayEquals(w.gradient().toArray(), replayed);
  }

  @Test
  void nothingIsRecordedOutsideRecord() {
    Tensor w = parameter(1, 2);
    Tensor before = w.mul(3);
    Tape tape = Tape.record(() -> before.mul(w).sum());
    assertEquals(2, tape.length());
    tape.backward();
    assertGradient(w, 3, 6);
  }

  @Test
  void readingAValueWhileRecordingIsAnError() {
    Tensor x = Tensor.ones(2);
    String cause =
        " inside Tape.record: a replay would not see another value; read it after recording, or"
            + " compute it with tensor operations";
    assertEquals("item()" + cause, notPossible(() -> Tape.record(() -> constant(x.sum().item()))));
    assertEquals("get()" + cause, notPossible(() -> Tape.record(() -> constant(x.get(0)))));
    assertEquals("toArray()" + cause, notPossible(() -> Tape.record(() -> Tensor.of(x.toArray()))));
    assertEquals(
        "toDoubles()" + cause, notPossible(() -> Tape.record(() -> constant(x.toDoubles()[0]))));
    assertEquals(
        "copyFrom()" + cause,
        notPossible(() -> Tape.record(() -> Tensor.zeros(2).copyFrom(x.mul(2)))));
  }

  private static Tensor constant(double value) {
    return Tensor.scalar(value);
  }

  @Test
  void tensorsDescribeThemselvesWithoutValuesWhileRecording() {
    Tensor x = Tensor.ones(2);
    String[] text = new String[2];
    Tape.record(
        () -> {
          text[0] = x.toString();
          text[1] = x.describe();
          return x.mul(2);
        });
    assertEquals("tensor [2] (being recorded)", text[0]);
    assertEquals(text[0], text[1]);
  }

  @Test
  void tapesAreRecordedOneByOne() {
    Tensor x = Tensor.ones(1);
    assertEquals(
        "Tape.record inside Tape.record: a tape cannot hold another; record them one by one",
        notPossible(() -> Tape.record(() -> Tape.record(() -> x.mul(2)).output())));
    assertFalse(Tape.recording());
  }

  @Test
  void recordingOfNullIsAnError() {
    assertEquals(
        "Tape.record: the closure returned null; let it return the tensor to be computed",
        notPossible(() -> Tape.record(() -> null)));
  }

  // Backward

  @Test
  void backwardAssignsAndBackwardAccumulatingAdds() {
    Tensor w = parameter(3);
    Tape tape = Tape.record(() -> w.mul(w).sum());
    tape.backward();
    tape.backward();
    assertGradient(w, 6);
    tape.backwardAccumulating();
    tape.backwardAccumulating();
    assertGradient(w, 18);
    tape.backward();
    assertGradient(w, 6);
  }

  @Test
  void smallerBatchOnATapeOfItsOwnAddsToTheSameGradient() {
    Tensor w = Tensor.normal(1, 3, 1).requireGradient();
    Tensor all = Tensor.normal(2, 5, 3);
    Tape whole = Tape.record(() -> all.matmul(w).square().sum());
    whole.backward();
    double[] expected = w.gradient().toDoubles();
    Tensor most = all.slice(0, 0, 3);
    Tensor rest = all.slice(0, 3, 5);
    Tape first = Tape.record(() -> most.matmul(w).square().sum());
    Tape second = Tape.record(() -> rest.matmul(w).square().sum());
    first.backward();
    second.backwardAccumulating();
    assertArrayEquals(expected, w.gradient().toDoubles(), 1e-4);
  }

  @Test
  void seedWeighsTheElementsOfTheOutput() {
    Tensor w = parameter(1, 2, 3);
    Tape tape = Tape.record(() -> w.mul(w));
    tape.backward(Tensor.of(1f, 10f, 100f));
    assertGradient(w, 2, 40, 600);
    tape.backward(Tensor.of(1f, 0f, 0f));
    assertGradient(w, 2, 0, 0);
  }

  @Test
  void plainBackwardAfterASeedUsesOneAgain() {
    Tensor w = parameter(3);
    Tape tape = Tape.record(() -> w.mul(w).sum());
    tape.backward(Tensor.scalar(10));
    assertGradient(w, 60);
    tape.backward();
    assertGradient(w, 6);
  }

  @Test
  void seedOfAViewGoesToWhatTheViewShows() {
    Tensor w = parameter(1, 2, 3, 4);
    Tape part = Tape.record(() -> w.mul(w).slice(0, 1, 3));
    part.backward(Tensor.of(1f, 10f));
    assertGradient(w, 0, 4, 60, 0);
    Tape repeated = Tape.record(() -> w.sum().expand(3));
    repeated.backward(Tensor.of(1f, 2f, 3f));
    assertGradient(w, 6, 6, 6, 6);
  }

  @Test
  void seedOfAnotherShapeIsRejected() {
    Tensor w = parameter(1, 2);
    Tape tape = Tape.record(() -> w.mul(w));
    var error = assertThrows(IllegalArgumentException.class, () -> tape.backward(Tensor.zeros(3)));
    assertEquals(
        "backward: a seed of shape [3] for an output of shape [2]; the gradient with respect to"
            + " the output has its shape",
        error.getMessage());
  }

  @Test
  void backwardOfSeveralElementsNeedsASeed() {
    Tensor w = parameter(1, 2);
    assertEquals(
        "backward of an output of shape [2]: give the gradient with respect to it, or reduce it to"
            + " a scalar",
        notPossible(() -> Tape.record(() -> w.mul(w)).backward()));
  }

  @Test
  void backwardWithoutAnyParameterIsAnError() {
    assertEquals(
        "backward: the output [] depends on no tensor that asked for a gradient; call"
            + " requireGradient() on the parameters before recording",
        notPossible(() -> Tape.record(() -> Tensor.ones(2).sum()).backward()));
  }

  @Test
  void backwardOfATensorFromOutsideIsAnError() {
    Tensor w = parameter(2);
    assertEquals(
        "backward: the output [1] was not computed on this tape; let the closure given to"
            + " Tape.record return the result of its operations",
        notPossible(() -> Tape.record(() -> w).backward()));
  }

  @Test
  void opWithoutGradientOnThePathIsAnError() {
    Tensor w = parameter(1, 2);
    String cure = " has no gradient, but one is asked of it; keep it off the path to the loss, or";
    String message = notPossible(() -> Tape.record(() -> w.floor().mul(w).sum()).backward());
    assertTrue(message.startsWith("floor" + cure), message);
    message = notPossible(() -> Tape.record(() -> w.argmax()).backward());
    assertTrue(message.startsWith("argmax" + cure), message);
  }

  @Test
  void opWithoutGradientIsNoErrorWhereNoneFlows() {
    Tensor w = parameter(3, -2);
    Tensor x = parameter(10, 20);
    Tape detached = Tape.record(() -> w.floor().detach().mul(w).sum());
    detached.backward();
    assertGradient(w, 3, -2);
    Tape condition = Tape.record(() -> w.greater(Tensor.zeros(2)).select(w, x).sum());
    condition.backward();
    assertGradient(w, 1, 0);
    assertGradient(x, 0, 1);
    Tape constant = Tape.record(() -> Tensor.of(1.5f, 2.5f).floor().requireGradient().mul(w).sum());
    constant.backward();
    assertGradient(w, 1, 2);
  }

  @Test
  void parametersThatTheOutputDoesNotDependOnGetZeros() {
    Tensor w = parameter(1, 2);
    Tensor unused = parameter(5, 6);
    Tape other = Tape.record(() -> unused.mul(unused).sum());
    other.backward();
    Tensor[] aside = new Tensor[1];
    Tape tape =
        Tape.record(
            () -> {
              aside[0] = unused.mul(w).requireGradient();
              return w.sum();
            });
    tape.backward();
    assertGradient(w, 1, 1);
    assertGradient(unused, 0, 0);
    assertGradient(aside[0], 0, 0);
  }

  @Test
  void resultThatAsksForItsGradientHasIt() {
    Tensor w = parameter(2);
    Tensor[] h = new Tensor[2];
    Tape tape =
        Tape.record(
            () -> {
              h[0] = w.mul(3).requireGradient();
              h[1] = h[0].mul(h[0]).sum().requireGradient();
              return h[1];
            });
    tape.backward();
    assertGradient(h[1], 1);
    assertGradient(h[0], 12);
    assertGradient(w, 36);
  }

  /// What earlier passes have left in the kept gradient of a result must not flow on.
  @Test
  void accumulatingThroughAResultThatKeepsItsGradientAddsEachPassOnce() {
    Tensor w = parameter(2);
    Tensor[] h = new Tensor[1];
    Tape tape =
        Tape.record(
            () -> {
              h[0] = w.mul(3).requireGradient();
              return h[0].mul(h[0]).sum();
            });
    tape.backward();
    tape.backwardAccumulating();
    tape.backwardAccumulating();
    assertGradient(h[0], 36);
    assertGradient(w, 108);
  }

  // Work that is not done

  private static int count(Tape tape, Class<? extends Instruction> kind) {
    int n = 0;
    for (Step step : tape.backwardSteps()) {
      n += kind.isInstance(step.instruction()) ? 1 : 0;
    }
    return n;
  }

  @Test
  void frozenInputCostsNoGemm() {
    Tensor x = Tensor.normal(1, 4, 3);
    Tensor w = Tensor.normal(2, 3, 2).requireGradient();
    assertEquals(1, count(Tape.record(() -> x.matmul(w).sum()), Instruction.Gemm.class));
    x.requireGradient();
    assertEquals(2, count(Tape.record(() -> x.matmul(w).sum()), Instruction.Gemm.class));
  }

  @Test
  void nothingIsComputedBelowAFrozenLayer() {
    Tensor w = Tensor.normal(1, 3, 3);
    Tensor v = Tensor.normal(2, 3, 3).requireGradient();
    Tape tape = Tape.record(() -> w.matmul(w).tanh().exp().softmax(1).mul(v).sum());
    for (Step step : tape.backwardSteps()) {
      assertTrue(Set.of("sum", "mul").contains(step.origin().op()), tape.toString());
    }
  }

  @Test
  void gradientsOfALongChainShareOneMemory() {
    Tensor w = Tensor.normal(1, 8).requireGradient();
    Tape tape =
        Tape.record(
            () -> {
              Tensor t = w;
              for (int i = 0; i < 50; i++) {
                t = t.mul(0.5).tanh();
              }
              return t.sum();
            });
    tape.backward();
    long forward = 100 * 8 + 1;
    assertEquals(4 * (forward + 8), tape.bytes());
    assertEquals(4 * (forward + 100 * 8), tape.bytesApart());
  }

  // What went wrong

  @Test
  void firstAnomalyNamesTheOpAndWhatItWasGiven() {
    Tensor x = Tensor.of(1f, -1f).named("x");
    Tape tape = Tape.record(() -> x.log().mul(2).sum());
    assertEquals(
        "log (operation 1 of 3) gave NaN at element 1 of [2]; operand 0 x is finite;"
            + " run with -Dlanewise.anomaly=true to see the line of the program",
        tape.firstAnomaly());
    x.copyFrom(new float[] {1, 2});
    tape.forward();
    assertNull(tape.firstAnomaly());
    x.copyFrom(new float[] {Float.POSITIVE_INFINITY, 2});
    tape.forward();
    assertTrue(
        tape.firstAnomaly().contains("operand 0 x already held Infinity at element 0 of [2]"));
  }

  @Test
  void tapeOfAnotherThreadIsNotThisThreads() throws InterruptedException {
    boolean[] seen = {true};
    Consumer<boolean[]> look = s -> s[0] = Tape.recording();
    Tape.record(
        () -> {
          Thread other = new Thread(() -> look.accept(seen));
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Tensor.ones(1).mul(2);
        });
    assertFalse(seen[0]);
  }
}
