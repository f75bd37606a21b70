package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThinningTest {
  @Test
  void ofEachColumnFirstLowestHighestAndLastStay() {
    double[] x = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.5};
    double[] y = {3, 9, 4, -2, 5, 4, 7};
    assertArrayEquals(new int[] {0, 1, 3, 5, 6}, Thinning.keep(x, y));
  }

  @Test
  void sparsePointsAllStay() {
    assertArrayEquals(
        new int[] {0, 1, 2}, Thinning.keep(new double[] {0, 5, 9}, new double[] {1, 1, 1}));
  }

  @Test
  void gapsStayGaps() {
    double nan = Double.NaN;
    double[] x = {0.1, nan, nan, 0.2, 0.3};
    double[] y = {1, nan, nan, 2, 3};
    assertArrayEquals(new int[] {0, 1, 3, 4}, Thinning.keep(x, y));
  }

  @Test
  void ofManyPointsFewAreLeftAndNoExtremeIsLost() {
    int n = 100_000;
    int columns = 400;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (double) i * columns / n;
      y[i] = (i * 7919L) % 10007;
    }
    y[n / 3] = 1e6;
    y[n / 2] = -1e6;
    int[] kept = Thinning.keep(x, y);
    assertTrue(kept.length <= 4 * columns);
    assertTrue(Arrays.binarySearch(kept, n / 3) >= 0);
    assertTrue(Arrays.binarySearch(kept, n / 2) >= 0);
    assertEquals(n - 1, kept[kept.length - 1]);
  }
}
