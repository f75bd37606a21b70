package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The small suite on Oclgrind, a simulated device that sees every access beyond a buffer and every
/// race; and faults planted to see it see them.
class OclgrindTest {
  private static final List<String> FOLDERS =
      List.of("/usr/lib/oclgrind", "/usr/lib/x86_64-linux-gnu/oclgrind", "/usr/local/lib");

  @TempDir private Path folder;

  @Test
  void smallSuiteLeavesTheLogEmpty() throws IOException, InterruptedException {
    Run run = run();
    assertTrue(run.output().contains("Oclgrind"), run.output());
    assertTrue(run.output().contains("instructions were run"), run.output());
    assertEquals("", run.log());
  }

  @ParameterizedTest
  @CsvSource({
    "write, Invalid write",
    "read, Invalid read",
    "race, data race",
  })
  void plantedFaultIsFound(String fault, String found) throws IOException, InterruptedException {
    Run run = run(fault);
    assertTrue(run.log().contains(found), run.log() + run.output());
  }

  private record Run(String output, String log) {}

  private Run run(String... arguments) throws IOException, InterruptedException {
    Path library =
        FOLDERS.stream()
            .map(f -> Path.of(f, "liboclgrind-rt-icd.so"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    if (library == null) {
      System.out.println("Oclgrind is not under test: it is not installed (Debian: oclgrind)");
    }
    assumeTrue(library != null, "Oclgrind is not installed (Debian: oclgrind)");
    OpenClDevice.orSkip();
    Path vendors = Files.createDirectories(folder.resolve("vendors"));
    Files.writeString(vendors.resolve("oclgrind.icd"), library + "\n");
    Path log = folder.resolve("log");
    Map<String, String> environment =
        Map.of(
            "OCL_ICD_VENDORS",
            vendors + File.separator,
            "OCLGRIND_DATA_RACES",
            "1",
            "OCLGRIND_CHECK_API",
            "1",
            "OCLGRIND_LOG",
            log.toString());
    String text = ChildJvm.run(folder, environment, SmallSuite.class, arguments);
    return new Run(text, Files.exists(log) ? Files.readString(log) : "");
  }
}
