package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The engine is one small jar.
class EngineJarTest {
  private static final int MOST_BYTES = 600_000;

  @BeforeEach
  void isPacked() {
    assumeTrue(Files.isRegularFile(Engine.PATH), "no jar yet; `mvn verify` packs one");
    // The jar of profile `coverage` keeps its line numbers.
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    assumeFalse(flags.stream().anyMatch(f -> f.contains("jacoco")), "coverage is measured");
  }

  @Test
  void isAtMost600Kilobytes() throws IOException {
    long bytes = Files.size(Engine.PATH);
    assertTrue(bytes <= MOST_BYTES, "engine.jar has " + bytes + " bytes");
  }

  @Test
  void hasClassesAndALicenceAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(Engine.PATH.toFile())) {
      List<String> others =
          jar.stream()
              .filter(e -> !e.isDirectory())
              .map(ZipEntry::getName)
              .filter(n -> !n.endsWith(".class"))
              .sorted()
              .toList();
      assertEquals(List.of("META-INF/LICENSE", "META-INF/MANIFEST.MF"), others);
    }
  }
}
