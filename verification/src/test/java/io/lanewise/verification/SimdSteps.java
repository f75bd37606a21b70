package io.lanewise.verification;

import com.sun.management.ThreadMXBean;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import java.lang.management.ManagementFactory;

/// Counts the bytes that training steps of a model allocate that is large enough for two threads,
/// over both, when its kernels have been rehearsed.
final class SimdSteps {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 5_000;
  private static final int WINDOWS = 10;
  private static final int STEPS = 100;
  private static final int ROWS = 256;
  private static final int CLASSES = 10;

  private SimdSteps() {}

  static void main() {
    Sequential model = new Sequential(new Linear(784, 50), new Relu(), new Linear(50, CLASSES));
    Sgd sgd = new Sgd(model.parameters(), 0.05);
    Tensor x = Tensor.uniform(1, ROWS, 784);
    float[] classes = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      classes[i] = i % CLASSES;
    }
    Tensor y = Tensor.of(classes);
    Tape tape = Tape.record(() -> model.forward(x).crossEntropy(y));
    float[] sum = new float[1];
    Runnable step =
        () -> {
          tape.forward();
          sum[0] += tape.loss();
          tape.backward();
          sgd.step();
        };
    for (int i = 0; i < WARM_UP; i++) {
      step.run();
      THREADS.getCurrentThreadAllocatedBytes(); // its own first calls allocate
    }
    long[] workers = workers();
    long least = Long.MAX_VALUE;
    for (int window = 0; window < WINDOWS; window++) {
      long theirs = bytesOf(workers); // asking about others allocates, so it stays outside
      long mine = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        step.run();
      }
      mine = THREADS.getCurrentThreadAllocatedBytes() - mine;
      least = Math.min(least, mine + bytesOf(workers) - theirs);
    }
    System.out.printf(
        "bytes of %d steps on SIMD: %d worker, least of %d windows: %d bytes%n",
        STEPS, workers.length, WINDOWS, least);
  }

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
