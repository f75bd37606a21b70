package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.backend.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What would kill the process is stopped before it gets there.
class ClTest {
  private static Cl cl;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    cl = OpenClDevice.orSkip();
  }

  @Test
  void whatIsWrittenIsRead() {
    Cl.Memory memory = cl.memory(8 * Float.BYTES);
    cl.write(memory, 2, new float[] {1, 2, 3, 4}, 1, 3);
    float[] back = new float[5];
    cl.read(memory, 2, back, 1, 3);
    assertArrayEquals(new float[] {0, 2, 3, 4, 0}, back);
  }

  @Test
  void transferBeyondTheMemoryIsRefused() {
    Cl.Memory memory = cl.memory(8 * Float.BYTES);
    float[] ten = new float[10];
    assertThrows(IndexOutOfBoundsException.class, () -> cl.write(memory, 0, ten, 0, 10));
    assertThrows(IndexOutOfBoundsException.class, () -> cl.read(memory, 7, ten, 0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> cl.read(memory, -1, ten, 0, 2));
  }

  @Test
  void shortArrayIsRefused() {
    Cl.Memory memory = cl.memory(8 * Float.BYTES);
    assertThrows(IndexOutOfBoundsException.class, () -> cl.write(memory, 0, new float[3], 0, 8));
    assertThrows(IndexOutOfBoundsException.class, () -> cl.read(memory, 0, new float[8], 1, 8));
  }

  @Test
  void secondCloseDoesNothingAndUseAfterItIsRefused() {
    Cl other = new Cl(cl.device(), new ProgramCache(null));
    Cl.Memory memory = other.memory(8 * Float.BYTES);
    Cl.Call call = other.kernel("kernel void f(global float *a) {}", "f");
    other.argument(call, memory);
    other.launch(call, new long[] {1}, new long[] {1});
    other.close();
    other.close();
    float[] eight = new float[8];
    assertThrows(IllegalStateException.class, () -> other.read(memory, 0, eight, 0, 8));
    assertThrows(IllegalStateException.class, () -> other.write(memory, 0, eight, 0, 8));
    assertThrows(IllegalStateException.class, () -> other.memory(8));
    assertThrows(IllegalStateException.class, () -> other.kernel("kernel void f() {}", "f"));
    assertThrows(IllegalStateException.class, () -> other.argument(call, memory));
    assertThrows(
        IllegalStateException.class, () -> other.launch(call, new long[] {1}, new long[] {1}));
    assertThrows(IllegalStateException.class, other::finish);
    other.handles().values().forEach(count -> assertEquals(0, count));
  }

  @Test
  void programThatDoesNotBuildSaysWhatTheCompilerSaid() {
    OpenClException e =
        assertThrows(OpenClException.class, () -> cl.kernel("kernel void f() { sin; }}", "f"));
    assertTrue(e.getMessage().contains("clBuildProgram of kernel f"), e.getMessage());
    assertTrue(e.getMessage().contains("error"), e.getMessage());
  }

  @Test
  void kernelThatIsNotInItsProgramIsNamed() {
    OpenClException e =
        assertThrows(OpenClException.class, () -> cl.kernel("kernel void f() {}", "g"));
    assertTrue(e.getMessage().contains("clCreateKernel g"), e.getMessage());
  }

  @Test
  void fullDeviceIsRefusedInWordsAndGoesOn() {
    Cl small = new Cl(cl.device(), new ProgramCache(null), 1 << 20);
    Cl.Memory half = small.memory(1 << 19);
    OpenClException e = assertThrows(OpenClException.class, () -> small.memory(1 << 20));
    assertTrue(e.getMessage().contains("is full"), e.getMessage());
    assertTrue(e.getMessage().contains("smaller batches"), e.getMessage());
    float[] one = {1};
    small.write(half, 0, one, 0, 1);
    small.memory(1 << 18);
    small.close();
  }

  @Test
  void memoryThatNobodyUsesMakesRoomOnFullDevice() {
    Cl small = new Cl(cl.device(), new ProgramCache(null), 1 << 20);
    for (int i = 0; i < 20; i++) {
      small.memory((1 << 19) + 4 * i);
    }
    small.close();
  }

  @Test
  void memoryIsZeroWhoeverHadItBefore() {
    Cl small = new Cl(cl.device(), new ProgramCache(null), 1 << 20);
    for (int i = 0; i < 5; i++) {
      Cl.Memory most = small.memory(600_000);
      float[] values = new float[150_000];
      small.read(most, 0, values, 0, values.length);
      assertArrayEquals(new float[150_000], values);
      Arrays.fill(values, 7);
      small.write(most, 0, values, 0, values.length);
    }
    assertTrue(small.buffersCreated() < 3, "buffers created: " + small.buffersCreated());
    small.close();
  }

  @Test
  void bufferThatNoDeviceHasRoomForIsRefused() {
    OpenClException e =
        assertThrows(OpenClException.class, () -> cl.memory(cl.device().largest + 1));
    assertTrue(e.getMessage().contains("more than a buffer can have"), e.getMessage());
  }

  @Test
  void deviceThatNobodyHasIsRefusedWithTheList() {
    with(
        "lanewise.opencl.device",
        "no such device",
        () -> {
          String reason = new OpenClProvider().unavailable();
          assertTrue(reason.contains("names no device"), reason);
          assertTrue(reason.contains(cl.device().name), reason);
        });
  }

  @Test
  void oneBackendForAllWhoAskAndAnotherOnceItIsClosed() throws IOException {
    Path own = Files.writeString(folder.resolve("tuning.txt"), SmallSuite.CPU_SHAPED);
    with(
        Tuning.PROPERTY,
        own.toString(),
        () -> {
          Backend first = new OpenClProvider().open();
          assertSame(first, new OpenClProvider().open());
          first.close();
          Backend second = new OpenClProvider().open();
          assertNotSame(first, second);
          second.close();
        });
  }

  private static void with(String property, String value, Runnable test) {
    String before = System.setProperty(property, value);
    try {
      test.run();
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }
}
