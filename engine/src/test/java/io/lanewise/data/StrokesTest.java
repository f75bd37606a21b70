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

class StrokesTest {
  private static final int PIXELS = 784;

  private static float[] image(Dataset data, int row) {
    float[] pixels = new float[PIXELS];
    data.copyFeatures(row, pixels, 0);
    return pixels;
  }

  private static int hash(Dataset data) {
    int hash = 1;
    for (int i = 0; i < data.size(); i++) {
      hash = 31 * (31 * hash + Arrays.hashCode(image(data, i))) + (int) data.target(i);
    }
    return hash;
  }

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  // Pinned: a seed means these pictures on every machine. Change the digits, and this changes.
  @Test
  void bitsOfTheFirstThousandImagesArePinned() {
    assertEquals(1375107314, hash(Strokes.generate(1000, 1)));
  }

  @Test
  void sameSeedSameImagesAndAnotherSeedOthers() {
    int once = hash(Strokes.generate(50, 1));
    assertEquals(once, hash(Strokes.generate(50, 1)));
    assertFalse(once == hash(Strokes.generate(50, 2)));
  }

  @Test
  void anyRangeOfExamplesCanBeDrawnAlone() {
    Dataset all = Strokes.generate(60, 5);
    for (int from : new int[] {0, 7, 30, 59}) {
      Dataset some = Strokes.generate(from, 60, 5);
      assertEquals(60 - from, some.size());
      for (int i = 0; i < some.size(); i++) {
        assertEquals(all.target(from + i), some.target(i));
        assertArrayEquals(image(all, from + i), image(some, i));
      }
    }
  }

  @Test
  void tenConsecutiveExamplesHoldEachDigitOnce() {
    Dataset data = Strokes.generate(500, 3);
    for (int ten = 0; ten < 500; ten += 10) {
      int seen = 0;
      for (int i = ten; i < ten + 10; i++) {
        seen |= 1 << (int) data.target(i);
      }
      assertEquals(0x3FF, seen);
    }
  }

  @Test
  void digitsComeInRandomOrder() {
    Dataset data = Strokes.generate(1000, 3);
    int[] first = new int[10];
    for (int ten = 0; ten < 1000; ten += 10) {
      first[(int) data.target(ten)]++;
    }
    for (int count : first) {
      // 100 draws at 1/10: five standard deviations are 15.
      assertTrue(count <= 25, "one digit came first " + count + " times of 100");
    }
  }

  @Test
  void imagesAreGreyPicturesOf28By28() {
    Dataset data = Strokes.generate(10, 1);
    assertEquals(Shape.of(1, 28, 28), data.featureShape());
    assertEquals(10, data.classes());
    assertEquals("7", data.className(7));
  }

  @Test
  void everyImageHasInkOnAnEmptyGround() {
    Dataset data = Strokes.generate(2000, 4);
    for (int i = 0; i < data.size(); i++) {
      float[] pixels = image(data, i);
      int dark = 0;
      int empty = 0;
      for (float p : pixels) {
        dark += p > 0.5f ? 1 : 0;
        empty += p == 0 ? 1 : 0;
      }
      assertTrue(dark >= 15 && empty >= PIXELS / 2, i + ": " + dark + " dark, " + empty + " empty");
    }
  }

  @Test
  void writingStaysMostlyWithinThePicture() {
    Dataset data = Strokes.generate(2000, 4);
    double border = 0;
    double all = 0;
    for (int i = 0; i < data.size(); i++) {
      float[] pixels = image(data, i);
      for (int p = 0; p < PIXELS; p++) {
        int row = p / 28;
        int column = p % 28;
        all += pixels[p];
        border += row == 0 || row == 27 || column == 0 || column == 27 ? pixels[p] : 0;
      }
    }
    assertTrue(border < 0.005 * all, "share of ink on the border: " + border / all);
  }

  @Test
  void nearestClassMeanIsFarBetterThanChanceAndFarFromEnough() {
    Dataset data = Strokes.generate(3000, 6);
    double[][] mean = new double[10][PIXELS];
    for (int i = 0; i < 2000; i++) {
      float[] pixels = image(data, i);
      for (int p = 0; p < PIXELS; p++) {
        mean[(int) data.target(i)][p] += pixels[p] / 200;
      }
    }
    int right = 0;
    for (int i = 2000; i < 3000; i++) {
      float[] pixels = image(data, i);
      int best = 0;
      double least = Double.MAX_VALUE;
      for (int c = 0; c < 10; c++) {
        double distance = 0;
        for (int p = 0; p < PIXELS; p++) {
          distance += (pixels[p] - mean[c][p]) * (pixels[p] - mean[c][p]);
        }
        if (distance < least) {
          least = distance;
          best = c;
        }
      }
      right += best == (int) data.target(i) ? 1 : 0;
    }
    assertTrue(right > 400 && right < 850, right + " of 1000");
  }

  @Test
  void boundsThatMakeNoRangeAreRefused() {
    assertRefused(
        "strokes: examples 5..3: the bounds must satisfy 0 <= from <= to",
        () -> Strokes.generate(5, 3, 1));
    assertRefused(
        "strokes: examples -1..3: the bounds must satisfy 0 <= from <= to",
        () -> Strokes.generate(-1, 3, 1));
    assertRefused(
        "strokes: 3000000 examples do not fit one array; at most 2739137 do",
        () -> Strokes.generate(3_000_000, 1));
  }
}
