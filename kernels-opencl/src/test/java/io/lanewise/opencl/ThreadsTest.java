package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Several threads, each with kernels of its own, share a device.
class ThreadsTest {
  private static final int SIZE = 70;
  private static final int RUNS = 300;

  /// All that is packed lies in the same scratch memory.
  @Test
  void productsOfTwoThreadsDoNotMix() throws Exception {
    OpenClDevice.orSkip();
    List<Callable<Void>> all = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      all.add(products(Devices.open(), thread + 1));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    }
  }

  /// Multiplies matrices of ones by a factor, again and again.
  private static Callable<Void> products(Backend backend, float factor) {
    Layout matrix = Layout.of(Shape.of(SIZE, SIZE));
    Layout transposed = matrix.transpose();
    Buffer a = filled(backend, 1);
    Buffer b = filled(backend, factor);
    Buffer c = filled(backend, 0);
    Instruction product = new Instruction.Gemm(matrix, transposed, transposed, false);
    Kernel kernel = backend.bind(product, c, a, b);
    float[] expected = new float[SIZE * SIZE];
    Arrays.fill(expected, SIZE * factor);
    return () -> {
      float[] found = new float[SIZE * SIZE];
      for (int run = 0; run < RUNS; run++) {
        kernel.run();
        c.read(0, found, 0, found.length);
        assertArrayEquals(expected, found);
      }
      return null;
    };
  }

  private static Buffer filled(Backend backend, float value) {
    float[] values = new float[SIZE * SIZE];
    Arrays.fill(values, value);
    Buffer buffer = backend.allocate(values.length);
    buffer.write(0, values, 0, values.length);
    return buffer;
  }
}
