package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What would kill the process is stopped before it gets there.
class ClTest {
  private static Cl cl;

  @BeforeAll
  static void open() {
    String reason = new OpenClProvider().unavailable();
    assumeTrue(reason == null, "no OpenCL device: " + reason);
    cl = Devices.open().cl();
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
  void secondReleaseDoesNothingAndUseAfterItIsRefused() {
    Cl.Memory memory = cl.memory(8 * Float.BYTES);
    memory.release();
    memory.release();
    assertThrows(IllegalStateException.class, () -> cl.read(memory, 0, new float[8], 0, 8));
    assertThrows(IllegalStateException.class, () -> cl.write(memory, 0, new float[8], 0, 8));
    Cl.Call call = cl.kernel("kernel void f(global float *a) {}", "f");
    assertThrows(IllegalStateException.class, () -> cl.argument(call, memory));
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
  void deviceThatNobodyHasIsRefusedWithTheList() {
    String before = System.setProperty("lanewise.opencl.device", "no such device");
    try {
      String reason = new OpenClProvider().unavailable();
      assertTrue(reason.contains("names no device"), reason);
      assertTrue(reason.contains(cl.device().name), reason);
    } finally {
      if (before == null) {
        System.clearProperty("lanewise.opencl.device");
      } else {
        System.setProperty("lanewise.opencl.device", before);
      }
    }
  }

  @Test
  void oneBackendForAllWhoAsk() {
    assertEquals(new OpenClProvider().open(), new OpenClProvider().open());
  }
}
