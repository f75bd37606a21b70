package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.backend.BackendProvider;
import io.lanewise.cpu.Simd;
import io.lanewise.cpu.reference.ReferenceBackend;
import io.lanewise.cpu.scalar.ScalarBackend;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/// The backends, and which one new tensors live on.
///
/// That is, in this order: the one given to [#with], the one named by the system property
/// `lanewise.backend`, the CPU's: `simd` where it can run, else `scalar`, with the same bits.
public final class Backends {
  /// The names that [#named] takes.
  public static final List<String> NAMES = List.of("cpu", "scalar", "simd", "reference", "opencl");

  private static final ScopedValue<Backend> CURRENT = ScopedValue.newInstance();

  private Backends() {}

  private static Backend standard;

  /// The backend that new tensors of this thread live on.
  ///
  /// @throws IllegalArgumentException if `lanewise.backend` names none, or one that cannot run here
  public static Backend current() {
    return CURRENT.isBound() ? CURRENT.get() : standard();
  }

  /// The default, found when first needed. A method and not a static initialiser, whose failure
  /// would hide the reason.
  private static synchronized Backend standard() {
    if (standard == null) {
      standard = named(System.getProperty("lanewise.backend", "cpu"));
    }
    return standard;
  }

  /// The backend of plain float32 loops, whose bits all CPU backends give.
  public static Backend scalar() {
    return ScalarBackend.INSTANCE;
  }

  /// The backend of plain float64 loops, slow and exact: gradients are proved on it.
  public static Backend reference() {
    return ReferenceBackend.INSTANCE;
  }

  /// Calls `body` with another backend for new tensors.
  public static <T> T with(Backend backend, Supplier<T> body) {
    return ScopedValue.where(CURRENT, backend).call(body::get);
  }

  /// Runs `body` with another backend for new tensors.
  public static void with(Backend backend, Runnable body) {
    ScopedValue.where(CURRENT, backend).run(body);
  }

  /// The backend of this name.
  ///
  /// @throws IllegalArgumentException if there is none, or it cannot run here, with the reason
  public static Backend named(String name) {
    return switch (name) {
      case "cpu" -> Simd.unavailable() == null ? Simd.open() : scalar();
      case "scalar" -> scalar();
      case "reference" -> reference();
      case "simd" -> simd();
      default -> provided(name);
    };
  }

  private static Backend simd() {
    String reason = Simd.unavailable();
    if (reason != null) {
      throw new IllegalArgumentException("backend simd: " + reason);
    }
    return Simd.open();
  }

  private static Backend provided(String name) {
    for (BackendProvider p : ServiceLoader.load(BackendProvider.class)) {
      if (!p.name().equals(name)) {
        continue;
      }
      if (p.version() != Backend.VERSION) {
        throw new IllegalArgumentException(
            "backend "
                + name
                + " was built for version "
                + p.version()
                + " of the backend interface, this is "
                + Backend.VERSION
                + "; use jars of one version of Lanewise");
      }
      String reason = p.unavailable();
      if (reason != null) {
        throw new IllegalArgumentException("backend " + name + ": " + reason);
      }
      try {
        return p.open();
      } catch (IllegalStateException e) {
        throw new IllegalArgumentException("backend " + name + ": " + e.getMessage(), e);
      }
    }
    throw new IllegalArgumentException(
        name.equals("opencl")
            ? "backend opencl: its jar is not on the module path or class path; add"
                + " lanewise-kernels-opencl, or use cpu"
            : "backend " + name + " is unknown; known are " + String.join(", ", NAMES));
  }

  /// Which backend new tensors of this thread live on, and why, in one line.
  public static String explain() {
    String name = current().name();
    if (CURRENT.isBound()) {
      return name + ", chosen by Backends.with";
    }
    String asked = System.getProperty("lanewise.backend", "cpu");
    if (!asked.equals("cpu")) {
      return name + ", asked for by -Dlanewise.backend=" + asked;
    }
    String reason = Simd.unavailable();
    return reason == null
        ? name + ", the default, as the Vector API can run here"
        : name + ", for SIMD cannot run: " + reason;
  }
}
