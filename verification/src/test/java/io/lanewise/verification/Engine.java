package io.lanewise.verification;

import io.lanewise.Tensor;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// The engine as these tests find it: a jar, or a folder of classes where none is packed yet.
final class Engine {
  static final Path PATH = path();
  static final ModuleDescriptor MODULE =
      ModuleFinder.of(PATH).find("io.lanewise").orElseThrow().descriptor();

  private Engine() {}

  private static Path path() {
    try {
      return Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
