package io.lanewise.cpu.simd;

import io.lanewise.backend.Kernel;

/// A kernel that runs loops which want practice first.
interface Rehearsed extends Kernel {
  /// The loops.
  Loop[] loops();
}
