package io.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.data.Standardizer.Deviation;
import io.lanewise.layout.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StandardizerTest {
  private static Dataset columns(int width, float... values) {
    return Dataset.regression(values, Shape.of(width), new float[values.length / width]);
  }

  private static float[] row(Dataset data, int row) {
    float[] features = new float[data.featureShape().size()];
    data.copyFeatures(row, features, 0);
    return features;
  }

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void populationDeviationDividesByTheNumberOfRows() {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared differences 32.
    Dataset data = columns(1, 2, 4, 4, 4, 5, 5, 7, 9);
    Standardizer s = Standardizer.fit(data, Deviation.POPULATION);
    assertArrayEquals(new float[] {5}, s.mean());
    assertArrayEquals(new float[] {2}, s.deviation());
    assertArrayEquals(new float[] {-1.5f}, row(s.apply(data), 0));
    assertArrayEquals(new float[] {2}, row(s.apply(data), 7));
  }

  @Test
  void sampleDeviationDividesByOneLess() {
    Standardizer s = Standardizer.fit(columns(1, 2, 4, 4, 4, 5, 5, 7, 9), Deviation.SAMPLE);
    assertArrayEquals(new float[] {(float) Math.sqrt(32 / 7.0)}, s.deviation());
  }

  @Test
  void arithmeticProgressionHasItsClosedForm() {
    // 0 to n − 1: mean (n − 1) / 2, population variance (n² − 1) / 12. Beside it the same, moved
    // far
    // off, where sums of squares in one pass would cancel.
    int n = 1001;
    float[] values = new float[2 * n];
    for (int i = 0; i < n; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = 8_000_000 + i;
    }
    Standardizer s = Standardizer.fit(columns(2, values), Deviation.POPULATION);
    float deviation = (float) Math.sqrt((1001.0 * 1001 - 1) / 12);
    assertArrayEquals(new float[] {500, 8_000_500}, s.mean());
    assertArrayEquals(new float[] {deviation, deviation}, s.deviation());
  }

  @Test
  void otherDataIsStandardisedByTheTrainingRows() {
    Standardizer s = Standardizer.fit(columns(2, 0, 10, 2, 30), Deviation.POPULATION);
    Dataset other = s.apply(columns(2, 5, 0));
    assertArrayEquals(new float[] {4, -2}, row(other, 0));
  }

  @Test
  void viewsOfStandardisedRowsAreStandardised() {
    Dataset data = columns(1, 0, 2);
    Dataset standardised = Standardizer.fit(data, Deviation.POPULATION).apply(data);
    assertArrayEquals(new float[] {1}, row(standardised.subset(new int[] {1}), 0));
  }

  @Test
  void imagesAreStandardisedAfterDivision() {
    Dataset data = Dataset.images(new byte[] {0, (byte) 255}, Shape.of(1), new byte[2], 2);
    Dataset standardised = Standardizer.fit(data, Deviation.POPULATION).apply(data);
    assertArrayEquals(new float[] {-1}, row(standardised, 0));
    assertArrayEquals(new float[] {1}, row(standardised, 1));
  }

  @Test
  void constantFeatureBecomesZero() {
    // The mean of many 0.1f in double is not 0.1f to the last bit.
    float[] values = new float[1000];
    Arrays.fill(values, 0.1f);
    Dataset data = columns(1, values);
    Standardizer s = Standardizer.fit(data, Deviation.SAMPLE);
    assertArrayEquals(new float[] {0.1f}, s.mean());
    assertArrayEquals(new float[] {1}, s.deviation());
    assertArrayEquals(new float[] {0}, row(s.apply(data), 500));
  }

  @Test
  void oneRowIsConstant() {
    Standardizer s = Standardizer.fit(columns(1, 3), Deviation.SAMPLE);
    assertArrayEquals(new float[] {1}, s.deviation());
  }

  @Test
  void standardiserOfSavedValuesGivesTheSameBits() {
    Dataset data = Blobs.generate(100, 1);
    Standardizer fitted = Standardizer.fit(data, Deviation.SAMPLE);
    Standardizer restored = Standardizer.of(fitted.mean(), fitted.deviation());
    for (int i = 0; i < 100; i++) {
      assertArrayEquals(row(fitted.apply(data), i), row(restored.apply(data), i));
    }
  }

  @Test
  void changingTheArraysChangesNoStandardiser() {
    Standardizer s = Standardizer.of(new float[] {1}, new float[] {2});
    s.mean()[0] = 9;
    s.deviation()[0] = 9;
    assertArrayEquals(new float[] {2}, row(s.apply(columns(1, 5)), 0));
  }

  @Test
  void noRowsAreRefused() {
    assertRefused(
        "standardise: 0 examples of [1], regression: no rows to take mean and deviation from",
        () -> Standardizer.fit(columns(1), Deviation.SAMPLE));
  }

  @Test
  void anotherNumberOfFeaturesIsRefused() {
    Standardizer s = Standardizer.of(new float[] {1}, new float[] {2});
    assertRefused(
        "standardise: rows of shape [2] by 1 means: the dataset must have as many features as the"
            + " one that was fitted",
        () -> s.apply(columns(2, 1, 2)));
  }

  @Test
  void savedValuesThatCannotStandardiseAreRefused() {
    assertRefused(
        "standardise: 1 means and 2 deviations; give one of each per feature",
        () -> Standardizer.of(new float[1], new float[2]));
    assertRefused(
        "standardise: feature 1 has mean 0.0 and deviation 0.0; both must be finite and the"
            + " deviation above 0",
        () -> Standardizer.of(new float[2], new float[] {1, 0}));
    assertRefused(
        "standardise: feature 0 has mean NaN and deviation 1.0; both must be finite and the"
            + " deviation above 0",
        () -> Standardizer.of(new float[] {Float.NaN}, new float[] {1}));
  }
}
