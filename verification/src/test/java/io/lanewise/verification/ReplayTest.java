package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The course's experiments, step by step against PyTorch's trajectories. The bounds allow for
/// another order of float32 additions; an independent implementation differs by 5e-7 in loss.
class ReplayTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "logreg_toy",
        "banknote_raw",
        "banknote_standardised",
        "regression_mlp",
        "xor_mlp",
        "xor_sgd_momentum_nesterov_decay",
        "xor_sgd_momentum_dampening",
        "xor_step_lr",
        "xor_cosine_lr",
        "xor_warmup_cosine_lr"
      })
  void everyLossAndTheFinalParametersAreThoseOfPyTorch(String name) throws IOException {
    Replay replay = new Replay(Experiment.named(name));
    replay.run(Integer.MAX_VALUE, 2e-6);
    print(name, replay, "");
    assertEquals(-1, replay.firstBadStep, () -> "first step whose loss differs; " + text(replay));
    assertTrue(replay.parameterDifference <= 1e-5, () -> text(replay));
  }

  @Test
  void mnistFollowsPyTorchForAnEpochAndEndsAsAccurate() throws IOException {
    Replay replay = new Replay(Experiment.named("mnist_mlp"));
    replay.run(860, 3e-6);
    double accuracy = replay.testAccuracy();
    print("mnist_mlp", replay, ", test accuracy " + accuracy + " (PyTorch 0.9631)");
    assertEquals(-1, replay.firstBadStep, () -> "first step whose loss differs; " + text(replay));
    assertEquals(0.9631, accuracy, 0.004);
  }

  private static String text(Replay r) {
    return String.format(
        Locale.ROOT,
        "largest loss difference %.2e at step %d, largest parameter difference %.2e in %s",
        r.lossDifference,
        r.worstStep,
        r.parameterDifference,
        r.worstParameter);
  }

  private static void print(String name, Replay r, String more) {
    System.out.println("replay " + name + ": " + text(r) + more);
  }
}
