package io.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.layout.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DatasetTest {
  private static final Shape PAIR = Shape.of(2);

  private static Dataset three() {
    return Dataset.classification(
        new float[] {0, 1, 10, 11, 20, 21}, PAIR, new float[] {2, 0, 1}, 3);
  }

  private static float[] row(Dataset data, int row) {
    float[] features = new float[data.featureShape().size()];
    data.copyFeatures(row, features, 0);
    return features;
  }

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  private static void assertOutside(String message, Executable code) {
    assertEquals(message, assertThrows(IndexOutOfBoundsException.class, code).getMessage());
  }

  @Test
  void rowsAreCopiedToTheirPlaceAndNowhereElse() {
    float[] into = {-1, -1, -1, -1};
    three().copyFeatures(1, into, 1);
    assertArrayEquals(new float[] {-1, 10, 11, -1}, into);
  }

  @Test
  void targetsAreTheClassIndices() {
    assertEquals(3, three().size());
    assertEquals(3, three().classes());
    assertEquals(2, three().target(0));
    assertEquals(1, three().target(2));
  }

  @Test
  void regressionHasNoClassesAndAnyFiniteTarget() {
    Dataset data = Dataset.regression(new float[] {1, 2}, Shape.of(1), new float[] {-0.5f, 1e30f});
    assertEquals(0, data.classes());
    assertEquals(-0.5f, data.target(0));
    assertEquals("2 examples of [1], regression", data.toString());
  }

  @Test
  void pixelsAreUnsignedAndDividedBy255InFloat32() {
    byte[] pixels = new byte[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
    }
    Dataset data = Dataset.images(pixels, Shape.of(1, 16, 16), new byte[] {1}, 2);
    float[] features = row(data, 0);
    for (int i = 0; i < 256; i++) {
      assertEquals(i / 255f, features[i]);
    }
    assertEquals(1f, features[255]);
  }

  @Test
  void pixelsMayHaveAnotherDivisor() {
    Dataset data = Dataset.images(new byte[] {(byte) 200}, Shape.of(1), new byte[] {0}, 2, 1);
    assertEquals(200f, row(data, 0)[0]);
  }

  @Test
  void labelsAreUnsigned() {
    Dataset data = Dataset.images(new byte[1], Shape.of(1), new byte[] {(byte) 200}, 256);
    assertEquals(200f, data.target(0));
  }

  @Test
  void subsetShowsTheseRowsInThisOrder() {
    Dataset view = three().subset(new int[] {2, 0, 2});
    assertEquals(3, view.size());
    assertArrayEquals(new float[] {20, 21}, row(view, 0));
    assertArrayEquals(new float[] {0, 1}, row(view, 1));
    assertEquals(1, view.target(2));
  }

  @Test
  void viewsOfViewsCountInTheView() {
    Dataset view = three().subset(new int[] {2, 1}).range(1, 2);
    assertArrayEquals(new float[] {10, 11}, row(view, 0));
    assertEquals(1, three().range(1, 3).subset(new int[] {1}).target(0));
  }

  @Test
  void takeIsTheFirstRows() {
    Dataset view = three().take(2);
    assertEquals(2, view.size());
    assertEquals(0, view.target(1));
    assertOutside("row 2 of a dataset of 2 rows; they count from 0", () -> view.target(2));
  }

  @Test
  void changingTheRowNumbersChangesNoSubset() {
    int[] rows = {2};
    Dataset view = three().subset(rows);
    rows[0] = 0;
    assertEquals(1, view.target(0));
  }

  @Test
  void reshapeKeepsTheFeatures() {
    Dataset data = three().reshape(Shape.of(1, 1, 2));
    assertEquals(Shape.of(1, 1, 2), data.featureShape());
    assertArrayEquals(new float[] {20, 21}, row(data, 2));
  }

  @Test
  void reshapeToAnotherNumberOfFeaturesIsRefused() {
    assertRefused(
        "dataset: rows of shape [2] cannot become [3]: 2 features are not 3",
        () -> three().reshape(Shape.of(3)));
  }

  @Test
  void classesAreNamedByIndexOrByName() {
    assertEquals("2", three().className(2));
    Dataset named = three().withClassNames("ant", "bee", "cat");
    assertEquals("bee", named.className(1));
    assertEquals("cat", named.take(1).className(2));
  }

  @Test
  void classNamesAreOnePerClass() {
    assertRefused(
        "dataset: 1 names for 3 classes; give one name per class",
        () -> three().withClassNames("ant"));
    assertOutsideClasses(3);
    assertOutsideClasses(-1);
  }

  private static void assertOutsideClasses(int index) {
    assertRefused(
        "class " + index + " of a dataset with 3 classes; they count from 0",
        () -> three().className(index));
  }

  @Test
  void featureThatIsNotFiniteIsRefusedWithRowAndColumn() {
    String cure = "; features must be finite: remove the row or fill the value in";
    assertRefused(
        "dataset: the feature at row 1, column 0 is NaN" + cure,
        () -> Dataset.regression(new float[] {1, 2, Float.NaN, 4}, PAIR, new float[2]));
    assertRefused(
        "dataset: the feature at row 0, column 1 is -Infinity" + cure,
        () ->
            Dataset.classification(
                new float[] {1, Float.NEGATIVE_INFINITY}, PAIR, new float[1], 2));
  }

  @Test
  void targetThatIsNotFiniteIsRefusedWithItsRow() {
    assertRefused(
        "dataset: the target of row 1 is NaN; targets must be finite: remove the row or fill the"
            + " value in",
        () -> Dataset.regression(new float[4], PAIR, new float[] {0, Float.NaN}));
  }

  @Test
  void targetThatIsNoClassIsRefusedWithItsRow() {
    for (float wrong : new float[] {3, -1, 0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertRefused(
          "dataset: the target of row 1 is "
              + wrong
              + "; with 3 classes it must be a whole number from 0 to 2",
          () -> Dataset.classification(new float[4], PAIR, new float[] {0, wrong}, 3));
    }
  }

  @Test
  void labelThatIsNoClassIsRefusedWithItsRow() {
    assertRefused(
        "dataset: the target of row 2 is 10.0; with 10 classes it must be a whole number from 0"
            + " to 9",
        () -> Dataset.images(new byte[3], Shape.of(1), new byte[] {0, 9, 10}, 10));
  }

  @Test
  void classificationNeedsTwoClasses() {
    assertRefused(
        "dataset: 1 classes; classification needs 2 to 2^24 of them (for values to predict use"
            + " Dataset.regression)",
        () -> Dataset.classification(new float[2], PAIR, new float[1], 1));
  }

  @Test
  void sizesThatDoNotMatchAreRefused() {
    assertRefused(
        "dataset: 5 features for 2 targets and rows of shape [2]; 4 are needed",
        () -> Dataset.regression(new float[5], PAIR, new float[2]));
    assertRefused(
        "dataset: 784 pixels for 2 targets and rows of shape [1,28,28]; 1568 are needed",
        () -> Dataset.images(new byte[784], Shape.of(1, 28, 28), new byte[2], 10));
  }

  @Test
  void divisorsThatGiveNoFiniteFeatureAreRefused() {
    for (float divisor : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY, 1e-38f}) {
      assertRefused(
          "dataset: pixels cannot be divided by " + divisor + "; take a positive number like 255",
          () -> Dataset.images(new byte[1], Shape.of(1), new byte[1], 2, divisor));
    }
  }

  @Test
  void rowsOutsideTheDatasetAreRefused() {
    String message = "row 3 of a dataset of 3 rows; they count from 0";
    assertOutside(message, () -> three().target(3));
    assertOutside(message, () -> three().copyFeatures(3, new float[2], 0));
    assertOutside(message, () -> three().subset(new int[] {0, 3}));
    assertOutside("row -1 of a dataset of 3 rows; they count from 0", () -> three().target(-1));
    assertOutside(
        "rows 0..4 of a dataset of 3 rows: the bounds must satisfy 0 <= from <= to <= 3",
        () -> three().take(4));
  }

  @Test
  void arrayThatIsTooShortIsRefused() {
    assertOutside(
        "dataset: 2 features from index 1 on do not fit an array of 2",
        () -> three().copyFeatures(0, new float[2], 1));
    assertOutside(
        "dataset: 2 features from index -1 on do not fit an array of 9",
        () -> three().copyFeatures(0, new float[9], -1));
  }

  @Test
  void describesItself() {
    assertEquals("3 examples of [2], 3 classes", three().toString());
  }
}
