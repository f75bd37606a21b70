package io.lanewise.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The folder of real data and PyTorch trajectories, where a machine has one: the system property
/// `lanewise.shared`.
final class Shared {
  private Shared() {}

  /// A path within the folder; the test is skipped, with the reason in words, where it is absent.
  static Path path(String name) {
    Path path = Path.of(System.getProperty("lanewise.shared", "../../shared"), name);
    Assumptions.assumeTrue(
        Files.exists(path),
        () -> path + " is absent: skipped; name the shared folder by -Dlanewise.shared");
    return path;
  }
}
