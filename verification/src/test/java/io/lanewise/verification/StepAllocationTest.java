package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Clipping;
import io.lanewise.optim.Sgd;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// A replayed training step allocates nothing: forward, reading the loss, backward and update.
class StepAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 2000;
  private static final int WINDOWS = 10;
  private static final int STEPS = 200;
  private static final int TWO_VECTORS = 128;

  /// The bytes of the thriftiest window. A step that allocates does so in every window; the JVM's
  /// own few bytes, when it compiles a loop anew for instance, fall into one of them.
  private static long bytesOf(Runnable step) {
    for (int i = 0; i < WARM_UP; i++) {
      step.run();
      THREADS.getCurrentThreadAllocatedBytes(); // its own first calls allocate
    }
    long least = Long.MAX_VALUE;
    for (int w = 0; w < WINDOWS; w++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        step.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void aStepThatAllocatesIsFound() {
    Object[] kept = new Object[1];
    assertTrue(bytesOf(() -> kept[0] = new byte[1]) >= STEPS * 16L);
  }

  private static Tensor classes(int rows, int classes) {
    float[] c = new float[rows];
    for (int i = 0; i < rows; i++) {
      c[i] = i % classes;
    }
    return Tensor.of(c);
  }

  @Test
  void logisticRegressionAllocatesNothing() {
    Sequential model = new Sequential(new Linear(2, 1));
    Sgd sgd = new Sgd(model.parameters(), 0.05);
    Tensor x = Tensor.normal(1, 10, 2);
    Tensor y = classes(10, 2).unsqueeze(1);
    Tape tape = Tape.record(() -> model.forward(x).bceWithLogits(y));
    float[] sum = new float[1];
    long bytes =
        bytesOf(
            () -> {
              tape.forward();
              sum[0] += tape.loss();
              tape.backward();
              sgd.step();
            });
    System.out.println("bytes of " + STEPS + " logistic regression steps: " + bytes);
    assertEquals(0, bytes);
  }

  @Test
  void mnistPerceptronAllocatesNothing() {
    Sequential model =
        new Sequential(
            new Linear(784, 50), new Relu(), new Linear(50, 25), new Relu(), new Linear(25, 10));
    Sgd sgd =
        new Sgd(
            model.parameters(), Sgd.Options.rate(0.05).momentum(0.9).nesterov(true).decay(1e-4));
    Clipping clipping = Clipping.byNorm(model.parameters(), 1);
    float[] pixels = Tensor.uniform(1, 64, 784).toArray();
    Tensor x = Tensor.zeros(64, 784);
    Tensor y = classes(64, 10);
    Tape tape = Tape.record(() -> model.forward(x).crossEntropy(y));
    float[] sum = new float[1];
    long bytes =
        bytesOf(
            () -> {
              x.copyFrom(pixels);
              tape.forward();
              sum[0] += tape.loss();
              tape.backward();
              clipping.run();
              sgd.step();
            });
    System.out.println("bytes of " + STEPS + " MNIST steps: " + bytes);
    assertEquals(0, bytes);
  }

  /// The last 1,000 of 5,000 steps of a model that is large enough for two threads, counted over
  /// both. Nearly always that is 0; in some JVMs C2 leaves a vector of one loop in memory, 64 bytes
  /// a call, where a kernel that allocates, or a loop that is not compiled, takes thousands.
  @Test
  void stepOnTwoThreadsOfSimdAllocatesNoMoreThanTwoVectors() {
    Backend simd = SimdBackends.of(SimdBackends.preferredBits(), 2);
    Sequential model =
        Backends.with(
            simd, () -> new Sequential(new Linear(784, 50), new Relu(), new Linear(50, 10)));
    Sgd sgd = Backends.with(simd, () -> new Sgd(model.parameters(), 0.05));
    Tensor x = Backends.with(simd, () -> Tensor.uniform(1, 256, 784));
    Tensor y = Backends.with(simd, () -> classes(256, 10));
    Tape tape = Backends.with(simd, () -> Tape.record(() -> model.forward(x).crossEntropy(y)));
    float[] sum = new float[1];
    Runnable step =
        () -> {
          tape.forward();
          sum[0] += tape.loss();
          tape.backward();
          sgd.step();
        };
    for (int i = 0; i < 4_000; i++) {
      step.run();
    }
    long[] workers = workers();
    assertTrue(workers.length > 0, "no second thread took part");
    long least = Long.MAX_VALUE;
    for (int window = 0; window < WINDOWS; window++) {
      long theirs = bytesOf(workers); // asking about others allocates, so it stays outside
      long mine = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000 / WINDOWS; i++) {
        step.run();
      }
      mine = THREADS.getCurrentThreadAllocatedBytes() - mine;
      least = Math.min(least, mine + bytesOf(workers) - theirs);
    }
    System.out.println("bytes of " + 1_000 / WINDOWS + " steps on two threads: " + least);
    assertTrue(least <= 1_000 / WINDOWS * TWO_VECTORS, least + " bytes");
  }

  /// The workers of all backends; those of others are idle.
  private static long[] workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("lanewise-worker"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  /// What threads have allocated so far.
  private static long bytesOf(long... workers) {
    long bytes = 0;
    for (long worker : workers) {
      bytes += THREADS.getThreadAllocatedBytes(worker);
    }
    return bytes;
  }
}
