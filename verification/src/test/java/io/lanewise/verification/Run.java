package io.lanewise.verification;

import java.security.SecureRandom;

/// How this run of the properties draws: from which seed, and how often.
///
/// `-Dlanewise.seed=N` sets the seed, `fresh` draws one; `-Dlanewise.tries=100` multiplies the tries
/// (the profile `thorough` sets both). The seed is printed.
public final class Run {
  private static final String FIXED = "20260101";
  private static final long SEED = drawn(System.getProperty("lanewise.seed", FIXED));
  private static final int FACTOR = Integer.getInteger("lanewise.tries", 1);

  private Run() {}

  private static long drawn(String asked) {
    long seed =
        asked.equals("fresh") ? new SecureRandom().nextLong() >>> 1 : Long.parseLong(asked);
    System.out.println("verification: -Dlanewise.seed=" + seed + " draws the same again");
    return seed;
  }

  /// The seed of all that is random.
  public static long seed() {
    return SEED;
  }

  /// The number of tries where the default run makes `usual` ones.
  public static int tries(int usual) {
    return Math.multiplyExact(usual, FACTOR);
  }
}
