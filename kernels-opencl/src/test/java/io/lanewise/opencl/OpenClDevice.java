package io.lanewise.opencl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The device that the tests compute on.
final class OpenClDevice {

  /// Why there is none, or null.
  private static final String ABSENT = new OpenClProvider().unavailable();

  static {
    if (ABSENT != null) {
      System.out.println("OpenCL is not under test: " + ABSENT);
    }
  }

  private OpenClDevice() {}

  /// The device, opened once for all tests; a test that asks is skipped where there is none.
  static Cl orSkip() {
    assumeTrue(ABSENT == null, "no OpenCL device: " + ABSENT);
    return Devices.open().cl();
  }
}
