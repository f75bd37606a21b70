package io.lanewise.cpu;

import io.lanewise.backend.Backend;

/// The door to the SIMD backend. Nothing but that backend's own package links to the Vector API, an
/// incubating module that may be missing, so it is reached by name, after a look.
public final class Simd {
  private static final String BACKEND = "io.lanewise.cpu.simd.SimdBackend";

  private static final String PEAK = "io.lanewise.cpu.simd.Peak";

  private static final String MODULE = "jdk.incubator.vector";

  private Simd() {}

  /// Why SIMD kernels cannot run in this JVM, and what would help; null if they can.
  public static String unavailable() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return "module " + MODULE + " is not resolved; start java with --add-modules " + MODULE;
    }
    String vm = System.getProperty("java.vm.name", "");
    if (!vm.contains("HotSpot") && !vm.contains("OpenJDK")) {
      return vm + " is not HotSpot, whose C2 compiles the Vector API; run on an OpenJDK";
    }
    String mode = System.getProperty("java.vm.info", "");
    if (!mode.contains("mixed") && !mode.contains("compiled") || mode.contains("emulated-client")) {
      return "C2 is switched off (" + mode + "); leave out -Xint and -XX:TieredStopAtLevel";
    }
    if (!Fma.HARDWARE) {
      return "fused multiply-adds are " + Fma.describe() + "; run on a processor that has them";
    }
    return null;
  }

  /// The SIMD backend.
  ///
  /// @throws IllegalStateException if it is [#unavailable]
  public static Backend open() {
    String reason = unavailable();
    if (reason != null) {
      throw new IllegalStateException("the SIMD backend cannot run: " + reason);
    }
    try {
      return (Backend) Class.forName(BACKEND).getField("INSTANCE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(BACKEND + " cannot be loaded", e);
    }
  }

  /// The FLOP/s of one core at best, measured.
  ///
  /// @throws IllegalStateException if it is [#unavailable]
  public static double peak() {
    open();
    try {
      return (double) Class.forName(PEAK).getMethod("perSecond").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(PEAK + " cannot be loaded", e);
    }
  }

  /// How it runs, in words.
  public static String describe() {
    return open().toString();
  }
}
