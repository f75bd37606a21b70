package io.lanewise.opencl;

import java.nio.file.Path;
import java.util.Locale;

/// Where files for this user and machine lie that can be made again: built programs, and what
/// `tune` found.
final class UserFolder {
  private UserFolder() {}

  /// The folder, by the customs of the operating system; it may not exist yet.
  static Path path() {
    String home = System.getProperty("user.home", ".");
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return Path.of(home, "Library", "Caches", "lanewise", "opencl");
    }
    if (system.startsWith("windows")) {
      String local = System.getenv("LOCALAPPDATA");
      return Path.of(local == null ? home : local, "lanewise", "opencl");
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    return Path.of(cache == null || cache.isEmpty() ? home + "/.cache" : cache, "lanewise/opencl");
  }
}
