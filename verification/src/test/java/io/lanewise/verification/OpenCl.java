package io.lanewise.verification;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;

/// The OpenCL backend, where this machine has a device.
public final class OpenCl {
  /// Why there is none, or null.
  public static final String ABSENT;

  /// The backend, or null.
  public static final Backend BACKEND;

  static {
    Backend backend = null;
    String absent = null;
    try {
      backend = Backends.named("opencl");
    } catch (IllegalArgumentException e) {
      absent = e.getMessage();
      System.out.println("OpenCL is not under test: " + absent);
    }
    BACKEND = backend;
    ABSENT = absent;
  }

  private OpenCl() {}
}
