package io.lanewise.file;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The folder of real data beside the checkout.
final class Shared {
  private Shared() {}

  /// A path in it; where it is absent the test is skipped.
  static Path path(String name) {
    Path path = Path.of(System.getProperty("lanewise.shared", "../shared")).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(path),
        () -> "skipped: " + path + " is not there; set -Dlanewise.shared to the folder of data");
    return path;
  }
}
