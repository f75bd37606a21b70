package io.lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.Backends;
import io.lanewise.Tensor;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine's side of whole training steps.
class WorkloadTest {
  private static final int RUNS = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<Workload> workloads() {
    return Workload.ALL;
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void simdHasTheScalarBackendsBitsAndLossesFall(Workload workload) {
    Work scalar = workload.on(Problem.SCALAR);
    Work simd = workload.on(Problem.SIMD);
    float first = simd.outputs().get()[0][0];
    for (int run = 0; run < RUNS; run++) {
      scalar.kernel().run();
      simd.kernel().run();
      assertArrayEquals(scalar.outputs().get()[0], simd.outputs().get()[0]);
    }
    float last = simd.outputs().get()[0][0];
    if (workload.run() != Workload.Run.INFERENCE) {
      assertTrue(last < first, first + " to " + last);
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void onceWarmOnlyTheOrderOfAnEpochIsAllocated(Workload workload) {
    Work scalar = workload.on(Problem.SCALAR);
    long end = System.nanoTime() + 500_000_000;
    while (System.nanoTime() < end) {
      scalar.kernel().run();
    }
    // Of this thread: others of the JVM have their own business.
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      scalar.kernel().run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    long order = workload.run() == Workload.Run.EPOCH ? 3L * Integer.BYTES * workload.rows() : 0;
    assertTrue(least <= order, least + " bytes");
  }

  @Test
  void aRunOnMnistTrainsOnTheBackendItNames() {
    assumeTrue(Mnist.absent() == null, "no MNIST: " + Mnist.absent());
    var run = new TrainingRun(Workload.mnist(640), Backends.scalar());
    run.work().kernel().run();
    for (Tensor parameter : run.model().parameters()) {
      assertSame(Backends.scalar(), parameter.backend());
    }
  }

  @Test
  void operationsAreThoseOfTheProducts() {
    // Forward, and for the only layer the weight's gradient.
    assertEquals(2 * 2 * 10 * 2 * 1, Workload.TINY.flops());
    assertEquals(2 * 64 * (2 * 784 * 50 + 3 * 50 * 25 + 3 * 25 * 10), Workload.MLP.flops());
    assertEquals(2 * (784 * 50 + 50 * 25 + 25 * 10), Workload.named("predict").flops());
  }
}
