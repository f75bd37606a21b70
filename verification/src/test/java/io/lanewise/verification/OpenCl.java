package io.lanewise.verification;

import io.lanewise.Backends;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The OpenCL backend, where this machine has a device.
public final class OpenCl {
  /// Why there is none, or null.
  public static final String ABSENT;

  /// The backend, or null.
  public static final Backend BACKEND;

  /// The backend with small kernels of the shapes that GPUs like: tiles in local memory, groups
  /// that share a row. Or null.
  public static final Backend GPU_SHAPED;

  private static final int PROBES = 1 << 16;

  private static final String TUNING = "lanewise.opencl.tuning";

  static {
    Backend backend = null;
    Backend shaped = null;
    String absent = null;
    try {
      backend = Backends.named("opencl");
      shaped = gpuShaped();
      if (!rounds(backend)) {
        absent = "its division or square root is not correctly rounded: no bits to hold it to";
        System.out.println("OpenCL is not under test: " + absent);
        backend = null;
        shaped = null;
      }
    } catch (IllegalArgumentException e) {
      absent = e.getMessage();
      System.out.println("OpenCL is not under test: " + absent);
    }
    BACKEND = backend;
    GPU_SHAPED = shaped;
    ABSENT = absent;
  }

  private OpenCl() {}

  /// Those that there are.
  public static List<Backend> all() {
    return BACKEND == null ? List.of() : List.of(BACKEND, GPU_SHAPED);
  }

  /// Whether quotients and square roots have the scalar backend's bits, as far as some tell.
  private static boolean rounds(Backend backend) {
    return Arrays.equals(roots(Backends.scalar()), roots(backend));
  }

  private static float[] roots(Backend backend) {
    return Backends.with(
        backend,
        () -> {
          Tensor x = Tensor.uniform(1, PROBES).add(0.5);
          return Tensor.uniform(2, PROBES).div(x).sqrt().toArray();
        });
  }

  private static Backend gpuShaped() {
    String before = System.getProperty(TUNING);
    try {
      Path file = Files.createTempFile("lanewise", ".txt");
      Files.writeString(file, "| tiles rows=8 columns=8 depth=4 across=4 down=2 lanes=64\n");
      System.setProperty(TUNING, file.toString());
      Backend shaped = Backends.named("opencl");
      Files.delete(file);
      return shaped;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (before == null) {
        System.clearProperty(TUNING);
      } else {
        System.setProperty(TUNING, before);
      }
    }
  }
}
