package io.lanewise.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhiloxTest {
  private static final int N = 100_000;

  private static int[] block(long key, long counterHigh, long counterLow) {
    int[] out = new int[4];
    Philox.block(key, counterHigh, counterLow, out);
    return out;
  }

  // The known answers of Random123's kat_vectors, "philox4x32 10".

  @Test
  void knownAnswerOfZeroCounterAndKey() {
    assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, block(0, 0, 0));
  }

  @Test
  void knownAnswerOfAllOnes() {
    assertArrayEquals(
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, block(-1, -1, -1));
  }

  @Test
  void knownAnswerOfTheDigitsOfPi() {
    assertArrayEquals(
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
        block(0x299f31d0_a4093822L, 0x03707344_13198a2eL, 0x85a308d3_243f6a88L));
  }

  @Test
  void bitsAreTheWordsOfConsecutiveBlocks() {
    Philox random = new Philox(7, 9);
    for (int i = 0; i < 12; i++) {
      assertEquals(block(7, 9, i / 4)[i % 4], random.bits(i));
    }
  }

  @Test
  void orderOfDrawingDoesNotMatter() {
    Philox forwards = new Philox(3, 1);
    Philox backwards = new Philox(3, 1);
    int[] drawn = new int[100];
    for (int i = 99; i >= 0; i--) {
      drawn[i] = backwards.bits(i);
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(drawn[i], forwards.bits(i));
    }
  }

  @Test
  void seedsAndStreamsDiffer() {
    assertNotEquals(new Philox(1, 0).bits(0), new Philox(2, 0).bits(0));
    assertNotEquals(new Philox(1, 0).bits(0), new Philox(1, 1).bits(0));
    assertNotEquals(new Philox(1, 0).bits(0), new Philox(1L << 32, 0).bits(0));
    assertNotEquals(new Philox(1, 1).bits(0), new Philox(1, 1L << 32).bits(0));
  }

  @Test
  void uniformIsOnTheHalfOpenUnitIntervalWithMeanOneHalfAndVarianceOneTwelfth() {
    Philox random = new Philox(11, 0);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < N; i++) {
      float u = random.uniform(i);
      assertTrue(u >= 0 && u < 1);
      sum += u;
      squares += (u - 0.5) * (u - 0.5);
    }
    // Five standard errors: sqrt(1/12/N) and sqrt(1/180/N).
    assertEquals(0.5, sum / N, 5 * Math.sqrt(1 / 12.0 / N));
    assertEquals(1 / 12.0, squares / N, 5 * Math.sqrt(1 / 180.0 / N));
  }

  @Test
  void uniformFillsSixteenBinsAlike() {
    Philox random = new Philox(12, 0);
    int[] bins = new int[16];
    for (int i = 0; i < N; i++) {
      bins[(int) (random.uniform(i) * 16)]++;
    }
    double chi = 0;
    for (int count : bins) {
      chi += (count - N / 16.0) * (count - N / 16.0) / (N / 16.0);
    }
    // 99.99th percentile of chi squared with 15 degrees of freedom: 44.3.
    assertTrue(chi < 44.3, "chi squared " + chi);
  }

  @Test
  void normalHasTheMomentsOfTheStandardNormal() {
    Philox random = new Philox(13, 0);
    double[] moments = new double[5];
    for (int i = 0; i < N; i++) {
      double power = 1;
      double x = random.normal(i);
      for (int m = 1; m <= 4; m++) {
        power *= x;
        moments[m] += power / N;
      }
    }
    // Five standard errors: the variances of x, x², x³ and x⁴ are 1, 2, 15 and 96.
    assertEquals(0, moments[1], 5 * Math.sqrt(1.0 / N));
    assertEquals(1, moments[2], 5 * Math.sqrt(2.0 / N));
    assertEquals(0, moments[3], 5 * Math.sqrt(15.0 / N));
    assertEquals(3, moments[4], 5 * Math.sqrt(96.0 / N));
  }

  @Test
  void theTwoNormalsOfAPairDoNotCorrelate() {
    Philox random = new Philox(14, 0);
    double sum = 0;
    for (int i = 0; i < N; i++) {
      sum += (double) random.normal(2L * i) * random.normal(2L * i + 1);
    }
    assertEquals(0, sum / N, 5 / Math.sqrt(N));
  }

  @Test
  void neighbouringStreamsAndSeedsDoNotCorrelate() {
    Philox random = new Philox(15, 0);
    Philox nextStream = new Philox(15, 1);
    Philox nextSeed = new Philox(16, 0);
    double streams = 0;
    double seeds = 0;
    double lag = 0;
    for (int i = 0; i < N; i++) {
      double u = random.uniform(i) - 0.5;
      streams += u * (nextStream.uniform(i) - 0.5);
      seeds += u * (nextSeed.uniform(i) - 0.5);
      lag += u * (random.uniform(i + 1) - 0.5);
    }
    double bound = 5.0 / 12 / Math.sqrt(N);
    assertEquals(0, streams / N, bound);
    assertEquals(0, seeds / N, bound);
    assertEquals(0, lag / N, bound);
  }

  @Test
  void belowStaysBelowAndReachesEveryNumber() {
    Philox random = new Philox(17, 0);
    int[] counts = new int[10];
    for (int i = 0; i < N; i++) {
      counts[random.below(10, i)]++;
    }
    for (int count : counts) {
      assertEquals(N / 10.0, count, 5 * Math.sqrt(N * 0.1 * 0.9));
    }
  }

  @Test
  void permutationHoldsEveryNumberOnce() {
    int[] order = new Philox(18, 0).permutation(1000);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 1000; i++) {
      assertEquals(i, sorted[i]);
    }
    assertTrue(order[0] != 0 || order[1] != 1 || order[2] != 2);
  }

  @Test
  void permutationsOfThreeAreEquallyFrequent() {
    int[] counts = new int[27];
    int draws = 12_000;
    for (int i = 0; i < draws; i++) {
      int[] p = new Philox(19, i).permutation(3);
      counts[9 * p[0] + 3 * p[1] + p[2]]++;
    }
    for (int code : new int[] {5, 7, 11, 15, 19, 21}) {
      assertEquals(draws / 6.0, counts[code], 5 * Math.sqrt(draws * 5 / 36.0));
    }
  }

  @Test
  void permutationOfNothingIsEmpty() {
    assertEquals(0, new Philox(1, 0).permutation(0).length);
  }
}
