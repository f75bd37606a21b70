package io.lanewise.cpu.simd;

import java.util.Locale;

/// When a SIMD kernel takes over from its scalar twin. The system property `lanewise.warmup` says
/// it; the bits are the same in all cases.
enum Warmup {
  /// After a rehearsal by a background thread: see [Rehearsals].
  BACKGROUND,
  /// After a rehearsal by the thread that binds it.
  EAGER,
  /// At once.
  OFF;

  private static final String PROPERTY = "lanewise.warmup";

  /// This JVM's.
  static final Warmup MODE = parse(System.getProperty(PROPERTY, "background"));

  private static Warmup parse(String asked) {
    for (Warmup w : values()) {
      if (w.toString().equals(asked)) {
        return w;
      }
    }
    throw new IllegalArgumentException(
        PROPERTY + "=" + asked + ": it can be background, eager or off, or be left out");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
