package io.lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Other libraries compute what the scalar backend does.
class PeersTest {
  private static final int LARGEST = 10_000;

  private static final int RUNS = 20;

  /// Of a loss or a logit, all of which are of the size of 1.
  private static final double STEP_TOLERANCE = 2e-5;

  @Test
  void everyPeerComputesWhatTheScalarBackendDoes() {
    Set<String> done = new TreeSet<>();
    for (Suite suite : Suites.ALL) {
      for (Cell cell : suite.cells(false)) {
        Problem problem = suite.problem(cell);
        if (problem != null && problem.instruction().operands().get(0).size() <= LARGEST) {
          for (KernelPeer peer : Problem.peers()) {
            if (peer.can(problem)) {
              assertClose(outputs(problem, Problem.SCALAR), outputs(problem, peer.name()), cell);
              done.add(peer.name() + " " + problem.name());
            }
          }
        }
      }
    }
    assertTrue(done.containsAll(List.of("openblas gemm", "openblas dot", "mkl gemm", "mkl exp")));
  }

  private static float[] outputs(Problem problem, String contender) {
    Work work = problem.on(contender);
    work.kernel().run();
    return work.outputs().get()[0];
  }

  private static void assertClose(float[] expected, float[] actual, Cell cell) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      double limit = 2e-4 * Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], actual[i], limit, cell.toString());
    }
  }

  static List<Workload> workloads() {
    return Workload.ALL.stream().map(Workload::inOrder).toList();
  }

  /// Sums in another order; an epoch has 110 steps.
  @ParameterizedTest
  @MethodSource("workloads")
  void everyPeerHasOurLossesStepByStep(Workload workload) {
    for (StepPeer peer : Workload.peers()) {
      if (peer.can(workload) && peer.sameLosses(workload)) {
        Work ours = workload.on(Problem.SCALAR);
        Work theirs = peer.bind(workload);
        for (int run = 0; run < RUNS; run++) {
          ours.kernel().run();
          theirs.kernel().run();
          float[] expected = compared(ours);
          float[] actual = compared(theirs);
          assertEquals(expected.length, actual.length);
          for (int i = 0; i < expected.length; i++) {
            String what = peer.name() + ", run " + run;
            assertEquals(expected[i], actual[i], STEP_TOLERANCE, what);
          }
        }
      }
    }
  }

  /// A loss, or logits less their mean: some libraries give probabilities.
  private static float[] compared(Work work) {
    float[] outputs = work.outputs().get()[0];
    if (outputs.length > 1) {
      float sum = 0;
      for (float logit : outputs) {
        sum += logit;
      }
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] -= sum / outputs.length;
      }
    }
    return outputs;
  }

  @Test
  void runsOnMnistEndWithTheSameAccuracy() {
    assumeTrue(Mnist.absent() == null, Mnist.absent());
    Workload mnist = Workload.mnist(5000).inOrder();
    float ours = accuracy(mnist.on(Problem.SCALAR));
    assertTrue(ours > 0.85, "accuracy " + ours);
    for (StepPeer peer : Workload.peers()) {
      if (peer.can(mnist)) {
        // Of 10,000 rows a few lie on the border.
        assertEquals(ours, accuracy(peer.bind(mnist)), 2e-3, peer.name());
      }
    }
  }

  private static float accuracy(Work run) {
    run.kernel().run();
    return run.outputs().get()[0][0];
  }

  @Test
  void everyPeerSaysWhatItIs() {
    Set<Peer<?>> peers = new LinkedHashSet<>(Problem.peers());
    peers.addAll(Workload.peers());
    assertEquals(7, peers.size());
    for (Peer<?> peer : peers) {
      assertFalse(peer.describe().isBlank());
      System.out.println(peer.name() + ": " + peer.describe());
    }
  }
}
