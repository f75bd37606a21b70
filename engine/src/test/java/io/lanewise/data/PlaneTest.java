package io.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.layout.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Blobs, moons, spirals and XOR: the geometry of each without noise, and what they share.
class PlaneTest {
  private interface Generator {
    Dataset generate(int examples, long seed);
  }

  private static final Generator[] ALL = {
    Blobs::generate, Moons::generate, Spirals::generate, Xor::generate
  };

  private static float[] points(Dataset data) {
    float[] points = new float[2 * data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.copyFeatures(i, points, 2 * i);
    }
    return points;
  }

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void sameSeedSamePointsAndAnotherSeedOthers() {
    for (Generator generator : ALL) {
      float[] once = points(generator.generate(60, 1));
      assertArrayEquals(once, points(generator.generate(60, 1)));
      assertFalse(Arrays.equals(once, points(generator.generate(60, 2))));
    }
  }

  @Test
  void fewerExamplesAreTheFirstOfMore() {
    for (Generator generator : ALL) {
      float[] few = points(generator.generate(11, 1));
      assertArrayEquals(few, Arrays.copyOf(points(generator.generate(60, 1)), 22));
    }
  }

  @Test
  void classesTakeTurns() {
    for (Generator generator : ALL) {
      Dataset data = generator.generate(60, 1);
      assertEquals(Shape.of(2), data.featureShape());
      for (int i = 0; i < 60; i++) {
        assertEquals(i % data.classes(), data.target(i));
      }
    }
  }

  @Test
  void noExamplesAreAnEmptyDataset() {
    for (Generator generator : ALL) {
      assertEquals(0, generator.generate(0, 1).size());
    }
  }

  // Pinned: a seed means these points on every machine.
  @Test
  void bitsOfTheDefaultsArePinned() {
    int[] hashes = new int[ALL.length];
    for (int i = 0; i < ALL.length; i++) {
      hashes[i] = Arrays.hashCode(points(ALL[i].generate(1000, 1)));
    }
    assertArrayEquals(new int[] {-145569578, -723640130, -2021305591, -1524310742}, hashes);
  }

  @Test
  void blobsWithoutDeviationAreTheirCentres() {
    float[] p = points(Blobs.generate(4, 4, 0, 1));
    assertArrayEquals(new float[] {1, 0, 0, 1, -1, 0, 0, -1}, p, 1e-7f);
  }

  @Test
  void blobsScatterAsTheirDeviationSays() {
    int n = 30_000;
    float[] p = points(Blobs.generate(n, 3, 0.5, 1));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i += 3) {
      sum += p[2 * i] - 1;
      squares += (p[2 * i] - 1) * (p[2 * i] - 1);
    }
    // Five standard errors over 10,000 points.
    assertEquals(0, sum / 10_000, 5 * 0.5 / 100);
    assertEquals(0.25, squares / 10_000, 5 * 0.25 * Math.sqrt(2) / 100);
  }

  @Test
  void moonsWithoutNoiseLieOnTheirHalfCircles() {
    float[] p = points(Moons.generate(1000, 0, 1));
    for (int i = 0; i < 1000; i++) {
      boolean upper = i % 2 == 0;
      double x = upper ? p[2 * i] : 1 - p[2 * i];
      double y = upper ? p[2 * i + 1] : 0.5 - p[2 * i + 1];
      assertEquals(1, x * x + y * y, 1e-6);
      assertTrue(y >= -1e-6);
    }
  }

  @Test
  void spiralsWithoutNoiseTurnOnceFromTheCentreToTheRim() {
    float[] p = points(Spirals.generate(999, 3, 0, 1));
    for (int i = 0; i < 999; i++) {
      double radius = Math.hypot(p[2 * i], p[2 * i + 1]);
      double angle = Math.atan2(p[2 * i + 1], p[2 * i]) / (2 * Math.PI);
      double turns = angle - radius - (i % 3) / 3.0;
      assertTrue(radius < 1);
      assertEquals(Math.rint(turns), turns, 1e-5 + 1e-7 / Math.max(radius, 1e-3));
    }
  }

  @Test
  void xorWithoutDeviationVisitsTheFourCorners() {
    float[] corners = {1, 1, 1, -1, -1, -1, -1, 1};
    float[] p = points(Xor.generate(8, 0, 1));
    assertArrayEquals(corners, Arrays.copyOf(p, 8));
    assertArrayEquals(corners, Arrays.copyOfRange(p, 8, 16));
  }

  @Test
  void xorClassIsOneWhereTheSignsDiffer() {
    Dataset data = Xor.generate(400, 0.1, 3);
    float[] p = points(data);
    for (int i = 0; i < 400; i++) {
      assertEquals(p[2 * i] * p[2 * i + 1] < 0 ? 1 : 0, data.target(i));
    }
  }

  @Test
  void sizesAndNoisesThatMakeNoSenseAreRefused() {
    assertRefused("blobs: -1 examples; ask for 0 to 2^30 - 1", () -> Blobs.generate(-1, 1));
    assertRefused(
        "xor: 1073741824 examples; ask for 0 to 2^30 - 1", () -> Xor.generate(1 << 30, 1));
    assertRefused("spirals: 1 classes; it needs at least 2", () -> Spirals.generate(10, 1, 0.1, 1));
    assertRefused(
        "moons: noise of deviation -0.1; it must be between 0 and 1e6",
        () -> Moons.generate(10, -0.1, 1));
    assertRefused(
        "moons: noise of deviation NaN; it must be between 0 and 1e6",
        () -> Moons.generate(10, Double.NaN, 1));
  }
}
