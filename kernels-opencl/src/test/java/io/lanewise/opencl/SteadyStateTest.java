package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a training step on the device leaves behind: nothing.
class SteadyStateTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROWS = 16;
  private static final int COLUMNS = 20;
  private static final int CLASSES = 5;

  private Cl cl;
  private final float[] images = new float[ROWS * COLUMNS];
  private final float[] classes = new float[ROWS];
  private Tensor x;
  private Tensor y;
  private Tape tape;
  private Sgd sgd;

  @BeforeEach
  void record() {
    OpenClDevice.orSkip();
    OpenClBackend backend = Devices.open();
    cl = backend.cl();
    Backends.with(
        backend,
        () -> {
          Sequential model =
              new Sequential(new Linear(COLUMNS, 10), new Relu(), new Linear(10, CLASSES));
          sgd = new Sgd(model.parameters(), 0.05);
          x = Tensor.zeros(ROWS, COLUMNS);
          y = Tensor.zeros(ROWS);
          tape = Tape.record(() -> model.forward(x).crossEntropy(y));
        });
  }

  /// A step on a new batch, which is uploaded; the loss stays where it is.
  private void step(int number) {
    for (int i = 0; i < images.length; i++) {
      images[i] = (i + number) % 7 - 3;
    }
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (i + number) % CLASSES;
    }
    x.copyFrom(images);
    y.copyFrom(classes);
    tape.forward();
    tape.backward();
    sgd.step();
  }

  @Test
  void tenThousandStepsLeaveNothingBehind() {
    step(0);
    step(1);
    cl.finish();
    System.gc();
    long buffers = cl.buffersCreated();
    Map<Handles.Kind, Integer> handles = cl.handles();
    for (int i = 0; i < 10_000; i++) {
      step(i);
    }
    cl.finish();
    assertEquals(buffers, cl.buffersCreated(), "buffers created");
    Map<Handles.Kind, Integer> after = cl.handles();
    for (Handles.Kind kind : Handles.Kind.values()) {
      assertTrue(after.get(kind) <= handles.get(kind), kind + ": " + handles + ", then " + after);
    }
  }

  @Test
  void stepWaitsForTheDeviceOnceAtMost() {
    step(0);
    step(1); // the tape is rewritten for replays, and bound anew
    long before = cl.waits();
    for (int i = 0; i < 100; i++) {
      step(i);
    }
    assertTrue(cl.waits() - before <= 100, "waits: " + (cl.waits() - before));
  }

  @Test
  void stepAllocatesNothing() {
    for (int i = 0; i < 5_000; i++) {
      step(i);
      THREADS.getCurrentThreadAllocatedBytes();
    }
    long least = Long.MAX_VALUE;
    for (int window = 0; window < 10; window++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        step(i);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes in 100 steps");
  }
}
