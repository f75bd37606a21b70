package io.lanewise.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/// The OpenBLAS that Smile calls. Smile asks the system for `libopenblas.so`, which need not be
/// installed: a link of that name to bytedeco's lies beside the folder of natives, where the
/// system looks if `LD_LIBRARY_PATH` named it, and it was there, when the JVM started.
final class SmileBlas {
  private static final String SEARCHED = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");

  private SmileBlas() {}

  /// Whether Smile will find it.
  static boolean present() {
    String natives = System.getProperty("org.bytedeco.javacpp.cachedir");
    if (natives == null) {
      return false;
    }
    Path folder = Path.of(natives).getParent();
    if (!Arrays.asList(SEARCHED.split(File.pathSeparator)).contains(folder.toString())) {
      return false;
    }
    Path link = folder.resolve("libopenblas.so");
    Path loaded = Path.of(Loader.load(openblas_nolapack.class));
    try {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, loaded.resolveSibling("libopenblas_nolapack.so.0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }
}
