package io.lanewise.opencl;

import io.lanewise.backend.Backend;
import io.lanewise.backend.BackendProvider;

/// How the engine finds this backend.
public final class OpenClProvider implements BackendProvider {
  /// For `ServiceLoader`.
  public OpenClProvider() {}

  @Override
  public String name() {
    return OpenClBackend.NAME;
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public String unavailable() {
    try {
      Tuning.of(Devices.chosen());
      return null;
    } catch (OpenClException | LinkageError e) {
      return e.getMessage();
    }
  }

  @Override
  public Backend open() {
    try {
      return Devices.open();
    } catch (OpenClException | LinkageError e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
