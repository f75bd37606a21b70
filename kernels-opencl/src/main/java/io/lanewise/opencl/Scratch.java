package io.lanewise.opencl;

/// Memory for what a kernel packs just before it is used. One queue runs everything in order, so
/// all kernels share it.
final class Scratch {
  private final Cl cl;
  private Cl.Memory first;
  private Cl.Memory second;

  Scratch(Cl cl) {
    this.cl = cl;
  }

  /// Memory for so many floats, for a kernel's first use.
  synchronized Cl.Memory first(int floats) {
    first = atLeast(first, floats);
    return first;
  }

  /// Memory for so many floats beside [#first].
  synchronized Cl.Memory second(int floats) {
    second = atLeast(second, floats);
    return second;
  }

  /// Twice what there is if that is too little: kernels hold on to what they were bound with.
  private Cl.Memory atLeast(Cl.Memory there, int floats) {
    long bytes = (long) floats * Float.BYTES;
    if (there != null && there.bytes >= bytes) {
      return there;
    }
    long twice = there == null ? 0 : Math.min(2 * there.bytes, cl.device().largest);
    try {
      return cl.memory(Math.max(bytes, twice));
    } catch (OpenClException e) {
      return cl.memory(bytes);
    }
  }
}
