package io.lanewise.verification;

import java.security.SecureRandom;

/// Where all random numbers of a run come from, and how many tries there are.
///
/// The seed is that of `-Dlanewise.seed`; else a fixed one, or, with more effort than the default,
/// a fresh one. Whichever it is gets printed, and reproduces the run.
public final class Seed {
  /// How many times the default number of tries: 1, or 100 under the profile `thorough`.
  public static final int EFFORT = Integer.getInteger("lanewise.effort", 1);

  /// The seed of this run.
  public static final long RUN = seed();

  private Seed() {}

  private static long seed() {
    String given = System.getProperty("lanewise.seed");
    if (given != null) {
      return Long.parseLong(given);
    }
    return EFFORT == 1 ? 20_260_101 : new SecureRandom().nextLong();
  }

  /// The seed of one property or test: as good as independent of the others.
  public static long of(String name) {
    long mixed = (RUN + name.hashCode()) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }
}
