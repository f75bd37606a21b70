package io.lanewise.verification;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import jdk.incubator.vector.FloatVector;

/// SIMD backends of any lane width and number of threads, side by side in one JVM.
///
/// A JVM has one width, for its kernels are compiled for constants. So each backend here has a
/// class loader of its own that loads the SIMD package and the workers anew, with the system
/// properties set as if it were another JVM. A width that the processor lacks computes slowly, and
/// right. Kernels take over at once (`lanewise.warmup=off`): it is them that are tested.
public final class SimdBackends {
  private SimdBackends() {}

  /// The lane width that the processor computes with, in bits.
  public static int preferredBits() {
    return Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
  }

  /// A backend of this lane width, in bits, and this many threads.
  public static Backend of(int bits, int threads) {
    return of(Map.of("lanewise.simd.bits", "" + bits, "lanewise.threads", "" + threads));
  }

  /// A backend of the processor's own lane width that interprets formulas instead of generating
  /// loops for them.
  public static Backend withoutGeneration() {
    return of(Map.of("lanewise.simd.generate", "false", "lanewise.threads", "1"));
  }

  private static synchronized Backend of(Map<String, String> properties) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put("lanewise.warmup", "off");
    Map<String, String> before = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          String old = System.setProperty(name, value);
          if (old != null) {
            before.put(name, old);
          }
        });
    try {
      Class<?> type = new Loader().loadClass("io.lanewise.cpu.simd.SimdBackend");
      return (Backend) type.getField("INSTANCE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no SIMD backend of " + properties, e);
    } finally {
      all.keySet().forEach(System::clearProperty);
      before.forEach(System::setProperty);
    }
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(Backends.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.lanewise.cpu.simd.")
          && !name.startsWith("io.lanewise.cpu.Workers")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : defined(name);
      }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
