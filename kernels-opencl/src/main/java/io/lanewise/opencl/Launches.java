package io.lanewise.opencl;

import io.lanewise.backend.Kernel;
import java.util.ArrayList;
import java.util.List;

/// A bound instruction: one launch or several, with all arguments set.
final class Launches implements Kernel {
  /// Work-items of a group where each has an element to itself: a launch of any length is rounded
  /// up to it, for PoCL compiles a kernel once more for every other size.
  private static final int GROUP = 64;

  private final Cl cl;
  private final List<Launch> launches = new ArrayList<>();

  /// Checks what kernels cannot, before each run; null where there is nothing to check.
  private final Runnable check;

  private record Launch(Cl.Call what, long[] global, long[] local) {}

  Launches(Cl cl, Runnable check) {
    this.cl = cl;
    this.check = check;
  }

  /// The work-items of a group where each has an element to itself.
  static int group(Cl cl) {
    return (int) Math.min(GROUP, cl.device().group);
  }

  /// Begins the launch of a kernel; its arguments follow.
  Arguments add(String source, String name, long items, int group) {
    Cl.Call call = cl.kernel(source, name);
    if (items > 0) {
      long groups = Math.ceilDiv(items, group);
      launches.add(new Launch(call, new long[] {groups * group}, new long[] {group}));
    }
    return new Arguments(cl, call);
  }

  /// Adds all of another instruction's.
  void addAll(Launches others) {
    launches.addAll(others.launches);
  }

  @Override
  public void run() {
    if (check != null) {
      check.run();
    }
    synchronized (cl) { // or another thread's launches would pack over what these have packed
      for (Launch l : launches) {
        cl.launch(l.what, l.global, l.local);
      }
    }
  }

  /// Sets a kernel's arguments in their order.
  static final class Arguments {
    private final Cl cl;
    private final Cl.Call call;

    private Arguments(Cl cl, Cl.Call call) {
      this.cl = cl;
      this.call = call;
    }

    Arguments numbers(int... values) {
      for (int v : values) {
        cl.argument(call, v);
      }
      return this;
    }

    Arguments table(int... values) {
      cl.argument(call, cl.memory(values));
      return this;
    }

    Arguments memory(Cl.Memory memory) {
      cl.argument(call, memory);
      return this;
    }

    Arguments buffers(OpenClBuffer... buffers) {
      for (OpenClBuffer b : buffers) {
        cl.argument(call, b.memory);
      }
      return this;
    }
  }
}
