package io.lanewise.verification;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The backends that every property of kernels runs on. A later one joins here.
public final class UnderTest {
  /// SIMD of the processor's own width, on one thread.
  public static final Backend SIMD = SimdBackends.of(SimdBackends.preferredBits(), 1);

  /// Those of float32: measured against the reference.
  public static final List<Backend> FLOATS = List.of(Backends.scalar(), SIMD);

  /// All.
  public static final List<Backend> ALL = List.of(Backends.scalar(), SIMD, Backends.reference());

  /// Those that have to give the scalar backend's bits: every lane width, and the ways to run them.
  public static final List<Backend> SAME_BITS;

  private static final int OPENCL_TURN = 100;
  private static final Map<String, Integer> TURNS = new ConcurrentHashMap<>();
  private static final Map<Backend, String> NAMES = new IdentityHashMap<>();

  static {
    Backend narrow = SimdBackends.of(128, 3);
    Backend middle = SimdBackends.of(256, 2);
    Backend wide = SimdBackends.of(512, 8);
    Backend interpreted = SimdBackends.withoutGeneration();
    NAMES.put(narrow, "simd of 128 bits on 3 threads");
    NAMES.put(middle, "simd of 256 bits on 2 threads");
    NAMES.put(wide, "simd of 512 bits on 8 threads");
    NAMES.put(interpreted, "simd without generated loops");
    NAMES.put(OpenCl.GPU_SHAPED, "opencl shaped for GPUs");
    SAME_BITS = List.of(narrow, middle, wide, interpreted);
  }

  private UnderTest() {}

  /// [#SAME_BITS], and the OpenCL backend in one of its shapes: at a subject's first tries, and
  /// then now and again, for its compiler takes a tenth of a second for every new formula.
  ///
  /// @param subject what is tried
  public static List<Backend> sameBits(String subject) {
    List<Backend> devices = OpenCl.all();
    int turn = TURNS.merge(subject, 1, Integer::sum) - 1;
    if (turn >= devices.size() && (devices.isEmpty() || turn % OPENCL_TURN != 0)) {
      return SAME_BITS;
    }
    List<Backend> all = new ArrayList<>(SAME_BITS);
    all.add(devices.get((turn < devices.size() ? turn : turn / OPENCL_TURN) % devices.size()));
    return all;
  }

  /// What the counts list a backend under.
  public static String name(Backend backend) {
    return NAMES.getOrDefault(backend, backend.name());
  }
}
