package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.Backends;
import io.lanewise.Tensor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without OpenCL there is a reason in words, and the CPU goes on.
class AbsentTest {
  @TempDir private Path folder;

  /// What the child does.
  static void main() {
    System.out.println("unavailable: " + new OpenClProvider().unavailable());
    try {
      Backends.named("opencl");
    } catch (IllegalArgumentException e) {
      System.out.println("named: " + e.getMessage());
    }
    System.out.println("1 + 1 on the CPU is " + (int) Tensor.of(1).add(1).item());
  }

  private static void assertGoesOn(String output, String reason) {
    assertTrue(output.contains("unavailable: " + reason), output);
    assertTrue(output.contains("named: backend opencl: " + reason), output);
    assertTrue(output.contains("1 + 1 on the CPU is 2"), output);
  }

  @Test
  void withoutPlatformTheReasonIsNamed() throws IOException, InterruptedException {
    OpenClDevice.orSkip();
    Path vendors = Files.createDirectories(folder.resolve("vendors"));
    Map<String, String> environment = Map.of("OCL_ICD_VENDORS", vendors + File.separator);
    assertGoesOn(
        ChildJvm.run(folder, environment, AbsentTest.class), "no OpenCL device on this machine");
  }

  @Test
  void withoutLoaderTheReasonIsNamed() throws IOException, InterruptedException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "a library is hidden as on Linux");
    Path libraries = Files.createDirectories(folder.resolve("libraries"));
    Files.writeString(libraries.resolve("libOpenCL.so.1"), "no library");
    Map<String, String> environment = Map.of("LD_LIBRARY_PATH", libraries.toString());
    assertGoesOn(
        ChildJvm.run(folder, environment, AbsentTest.class), "no OpenCL loader on this machine");
  }
}
