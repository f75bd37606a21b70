package io.lanewise.verification;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import java.util.List;

/// The backends that every property of kernels runs on. A later one joins here.
public final class UnderTest {
  /// Those of float32: measured against the reference.
  public static final List<Backend> FLOATS = List.of(Backends.scalar());

  /// All.
  public static final List<Backend> ALL = List.of(Backends.scalar(), Backends.reference());

  private UnderTest() {}
}
