package io.lanewise.benchmarks;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/// SIMD backends of several numbers of threads, side by side in one JVM, so that rounds can compare
/// them. A JVM has one number of threads; each backend here has a class loader of its own, which
/// loads the SIMD package and the workers anew, with the property set as if it were another JVM.
final class SimdOfThreads extends ClassLoader {
  private static final String PROPERTY = "lanewise.threads";

  private static final Map<Integer, Backend> BACKENDS = new HashMap<>();

  private SimdOfThreads() {
    super(Backends.class.getClassLoader());
  }

  /// The backend of so many threads, always the same one.
  static synchronized Backend of(int threads) {
    return BACKENDS.computeIfAbsent(threads, SimdOfThreads::load);
  }

  private static Backend load(int threads) {
    String before = System.setProperty(PROPERTY, Integer.toString(threads));
    try {
      Class<?> type = new SimdOfThreads().loadClass("io.lanewise.cpu.simd.SimdBackend");
      Backend backend = (Backend) type.getField("INSTANCE").get(null);
      // Has the property read while it stands.
      backend.toString();
      return backend;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no SIMD backend of " + threads + " threads", e);
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.lanewise.cpu.simd.") && !name.startsWith("io.lanewise.cpu.Workers")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defined(name);
    }
  }

  private Class<?> defined(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
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
