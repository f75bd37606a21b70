package io.lanewise;

import java.util.Optional;
import java.util.Set;

/// What `-Dlanewise.debug=LEVEL`, `-Dlanewise.anomaly=true` and `-Dlanewise.jfr=true` ask for.
///
/// Level 1 logs the backend and why it was chosen, 2 the listing of every tape as well, 3 the time
/// of every kernel at every run as well. The log is the `System.Logger` named `io.lanewise`.
final class Debug {
  /// 0 to 3.
  static final int LEVEL = Integer.getInteger("lanewise.debug", 0);

  /// Whether every result and gradient is checked for NaN and infinities, and lines of the program
  /// that asked for them are remembered.
  static final boolean ANOMALY = Boolean.getBoolean("lanewise.anomaly");

  /// Whether every run of a kernel is an event of the Flight Recorder.
  static final boolean EVENTS = Boolean.getBoolean("lanewise.jfr") && hasRecorder();

  /// The classes between a user's line and the recording.
  private static final Set<String> OWN =
      Set.of(
          "io.lanewise.Tensor",
          "io.lanewise.Creation",
          "io.lanewise.Operations",
          "io.lanewise.MeanLoss",
          "io.lanewise.Dispatch",
          "io.lanewise.Recording",
          "io.lanewise.Debug",
          "io.lanewise.Tape",
          "io.lanewise.Backends");

  private Debug() {}

  private static boolean hasRecorder() {
    boolean has = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
    if (!has) {
      log("-Dlanewise.jfr: module jdk.jfr is not there; start java with --add-modules jdk.jfr");
    }
    return has;
  }

  /// The innermost line outside the engine.
  static StackTraceElement caller() {
    Optional<StackWalker.StackFrame> frame =
        StackWalker.getInstance().walk(s -> s.filter(f -> !ofEngine(f.getClassName())).findFirst());
    return frame.map(StackWalker.StackFrame::toStackTraceElement).orElse(null);
  }

  private static boolean ofEngine(String className) {
    return OWN.contains(className)
        || className.startsWith("io.lanewise.nn.")
        || className.startsWith("java.");
  }

  static void log(String message) {
    System.getLogger("io.lanewise").log(System.Logger.Level.INFO, message);
  }
}
