package io.lanewise.opencl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The device that the tests compute on.
final class OpenClDevice {
  private OpenClDevice() {}

  /// The device, opened once for all tests; a test that asks is skipped where there is none.
  static Cl orSkip() {
    String reason = new OpenClProvider().unavailable();
    assumeTrue(reason == null, "no OpenCL device: " + reason);
    return Devices.open().cl();
  }
}
