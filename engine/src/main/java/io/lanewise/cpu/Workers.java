package io.lanewise.cpu;

/// Threads that share the work of one kernel. They split its output, never a reduction, so how many
/// there are changes no bit.
public final class Workers {
  /// Work that falls into parts, each of which writes elements of its own.
  @FunctionalInterface
  public interface Work {
    /// Does one part.
    ///
    /// @param part its number, from 0
    /// @param worker who does it, from 0 to [Workers#threads] − 1: the number of a scratch memory
    ///     that nobody else uses meanwhile
    void run(int part, int worker);
  }

  /// The calling thread alone.
  public static final Workers NONE = new Workers();

  private Workers() {}

  /// The number of threads that may work at once, the caller among them.
  public int threads() {
    return 1;
  }

  /// Does all parts and returns when all are done, with what they wrote visible.
  public void run(Work work, int parts) {
    for (int part = 0; part < parts; part++) {
      work.run(part, 0);
    }
  }
}
