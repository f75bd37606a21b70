package io.lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Other libraries compute what the scalar backend does.
class PeersTest {
  private static final int LARGEST = 10_000;

  @Test
  void everyPeerComputesWhatTheScalarBackendDoes() {
    Set<String> done = new TreeSet<>();
    for (Suite suite : Suites.ALL) {
      for (Cell cell : suite.cells(false)) {
        Problem problem = suite.problem(cell);
        if (problem != null && problem.instruction().operands().get(0).size() <= LARGEST) {
          for (Peer peer : Problem.peers()) {
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

  @Test
  void everyPeerSaysWhatItIs() {
    assertEquals(2, Problem.peers().size());
    for (Peer peer : Problem.peers()) {
      assertFalse(peer.describe().isBlank());
      System.out.println(peer.name() + ": " + peer.describe());
    }
  }
}
